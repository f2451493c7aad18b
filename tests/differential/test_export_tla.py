"""The exported TLA+ is read by its own rules, and does on small instances what the interpreter does."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from cores import core
from hypothesis import given, settings
from strategies import models
from tla_parsing import Module, Wrong, read, written
from tla_running import Reached, explore

from septum.export.tla import emit
from septum.export.tla.instance import sizes
from septum.interpreter import Instance, Machine, State, initial_states
from septum.spec.load import load_profile
from septum.spec.model import Model, without

_load = cache(load_profile)
_ROOT = Path(__file__).resolve().parents[2]
_EXAMPLES = {file.stem: str(file) for file in sorted((_ROOT / "examples").glob("*.py"))}
_JAR = os.environ.get("TLA2TOOLS", "")


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


def _elements(model: Model, counts: dict[str, int]) -> Instance:
    return Instance({
        sort.name: tuple(f"{sort.name.lower()}_{number}" for number in range(1, counts.get(sort.name, size) + 1))
        for sort, size in sizes(model).items()
    })  # fmt: skip


def _by_module(model: Model, machine: Machine) -> Reached:
    module = _module(model)
    structure = {name: frozenset(elements) for name, elements in machine.instance.elements.items()}
    state = machine.state_of({})
    for declared in model.symbols:
        if declared.symbol.rigid:
            name = declared.symbol.name.rsplit(".", 1)[-1]
            assert not declared.symbol.domain, "constants with arguments are not compared here"
            structure[name] = machine.read(state, declared.symbol.name)
    return explore(module, structure, [fact.name for fact in model.invariants])


def _by_interpreter(model: Model, machine: Machine) -> tuple[int, int, frozenset[str]]:
    names = [declared.symbol.name for declared in model.symbols if not declared.symbol.rigid]
    seen: dict[State, None] = dict.fromkeys(initial_states(machine, names))
    starts, waiting = len(seen), list(seen)
    for state in waiting:
        for step in machine.active_steps:
            for arguments in machine.universe.arguments([p.sort for p in step.parameters]):
                for effect in machine.effects(state, step.name, arguments):
                    if effect.state not in seen:
                        seen[effect.state] = None
                        waiting.append(effect.state)
    broken = {violation.fact.name for state in seen for violation in machine.check(state)}
    return len(seen), starts, frozenset(broken)


def _compare(model: Model, **counts: int) -> tuple[int, int, frozenset[str]]:
    machine = Machine(model, _elements(model, counts))
    reached = _by_module(model, machine)
    expected = _by_interpreter(model, machine)
    assert (len(reached.states), reached.starts, reached.broken) == expected
    return expected


def test_the_module_reaches_and_breaks_what_the_interpreter_does() -> None:
    benign = _load(_EXAMPLES["benign_allocator"])
    assert _compare(benign, Page=2, Frame=2)[2] == frozenset()
    assert _compare(_load(_EXAMPLES["gossip"]))[0] > 10
    assert _compare(without(benign, "grow.NO_FRAME"), Frame=2)[2] == {fact.name for fact in benign.invariants}


def test_modules_of_random_cores_reach_and_break_what_the_interpreter_does() -> None:
    sizes_seen = [_compare(core(seed)) for seed in range(8)]
    assert max(states - starts for states, starts, _ in sizes_seen) > 100
    assert any(broken for _, _, broken in sizes_seen)


@pytest.mark.skipif(not _JAR or shutil.which("java") is None, reason="no java, or TLA2TOOLS names no tla2tools.jar")
@pytest.mark.parametrize("profile", sorted(_EXAMPLES))
def test_the_model_checker_tlc_counts_the_same_states(profile: str, tmp_path: Path) -> None:
    model = _load(_EXAMPLES[profile])
    for name, text in emit(model).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["java", "-cp", _JAR, "tlc2.TLC", "-workers", "1", f"{profile}_instance"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    found = re.search(r"(\d+) distinct states found, 0 states left on queue", done.stdout)
    assert found is not None, done.stdout
    machine = Machine(evolve(model, invariants=()), _elements(model, {}))
    assert int(found[1]) == _by_interpreter(model, machine)[0]
