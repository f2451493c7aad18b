"""The exported TLA+ is read by its own rules, which refuse it where it is changed for the worse."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from strategies import models
from tla_parsing import Module, Wrong, read, written

from septum.export.tla import emit
from septum.spec.load import load_profile
from septum.spec.model import Model

_load = cache(load_profile)
_ROOT = Path(__file__).resolve().parents[2]
_EXAMPLES = {file.stem: str(file) for file in sorted((_ROOT / "examples").glob("*.py"))}


def _module(model: Model) -> Module:
    text, instance, _ = emit(model).values()
    module = read(text)
    extending = read(instance, module)
    assert extending.extends == [module.name]
    return module


@pytest.mark.parametrize("profile", ["minimal", *_EXAMPLES.values()])
def test_the_module_is_read_and_each_step_says_once_what_becomes_of_each_variable(profile: str) -> None:
    model = _load(profile)
    module = _module(model)
    assert len(module.variables) == sum(not declared.symbol.rigid for declared in model.symbols)
    for step in model.active_steps():
        assert written(module, module.definitions[step.name][1]) == set(module.variables), step.name
    assert written(module, module.definitions["Next"][1]) == set(module.variables)
    assert {fact.name for fact in model.invariants} <= set(module.definitions)


@settings(max_examples=30)
@given(models())
def test_modules_of_random_models_are_read(drawn: tuple[Model, object]) -> None:
    module = _module(drawn[0])
    assert written(module, module.definitions["Next"][1]) == set(module.variables)


_CHANGES = {
    "a variable is forgotten": ("UNCHANGED <<backing, contents>>", "UNCHANGED <<contents>>"),
    "a variable is written twice": ("UNCHANGED <<backing, contents>>", "UNCHANGED <<backing, contents, has>>"),
    "a name is unknown": ("taken[backing[guest, page]]", "taken[back[guest, page]]"),
    "a variable of a quantifier hides a symbol": (
        "\\E frame \\in Frame : ~taken[frame])",
        "\\E has \\in Frame : TRUE)",
    ),
    "a parameter is missing": ("store(guest, page, word) ==", "store(guest, page) =="),
    "a case is forgotten": ("THEN UNCHANGED vars  \\* NO_FRAME", "THEN TRUE  \\* NO_FRAME"),
    "and and or are mixed": ("has[one, here] /\\ has[other, there]", "has[one, here] \\/ has[other, there]"),
}


@pytest.mark.parametrize("change", _CHANGES)
def test_a_module_with_a_mistake_is_refused(change: str) -> None:
    text = next(iter(emit(_load(_EXAMPLES["benign_allocator"])).values()))
    old, new = _CHANGES[change]
    assert old in text
    with pytest.raises(Wrong):
        module = read(text.replace(old, new, 1))
        for name in ("grow", "shrink", "load", "store"):
            written(module, module.definitions[name][1])


def test_a_module_with_a_lost_parenthesis_is_refused() -> None:
    text = next(iter(emit(_load(_EXAMPLES["benign_allocator"])).values()))
    for position in [found.start() for found in re.finditer(r"[()\[\]]", text.partition("Next ==")[0])][10::7]:
        with pytest.raises(Wrong):
            read(text[:position] + " " + text[position + 1 :])
