"""The exported TLA+ does on small instances what the interpreter does, and TLC counts the same states."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from cores import core
from tla_parsing import Module, read
from tla_running import Function, Reached, act, explore

from septum.export.tla import emit
from septum.export.tla.instance import sizes
from septum.interpreter import Instance, Machine, State, initial_states, sample_state
from septum.logic import Symbol
from septum.spec.load import load_profile
from septum.spec.model import Model, Outcome, without

_load = cache(load_profile)
_EXAMPLES = {f.stem: str(f) for f in sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.py"))}
_JAR = os.environ.get("TLA2TOOLS", "")


def _module(model: Model) -> Module:
    return read(next(iter(emit(model).values())))


def _elements(model: Model, counts: dict[str, int]) -> Instance:
    return Instance({
        sort.name: tuple(f"{sort.name.lower()}_{number}" for number in range(1, counts.get(sort.name, size) + 1))
        for sort, size in sizes(model).items()
    })  # fmt: skip


def _constants(model: Model, machine: Machine, module: Module) -> dict[str, object]:
    """What the constants of the module are in an instance."""
    sorts = [sort.name for sort in model.sorts if sort.is_uninterpreted]
    rigid = [declared.symbol for declared in model.symbols if declared.symbol.rigid]
    found: dict[str, object] = {}
    for name, element in zip(module.constants, [*sorts, *rigid], strict=True):
        if isinstance(element, str):
            found[name] = frozenset(machine.instance.elements[element])
        else:
            found[name] = _value(machine, machine.state_of({}), element)
    return found


def _value(machine: Machine, state: State, symbol: Symbol) -> object:
    if not symbol.domain:
        return machine.read(state, symbol.name)
    places = machine.universe.arguments(symbol.domain)
    return Function((place, machine.read(state, symbol.name, *place)) for place in places)


def _in_words(model: Model, machine: Machine, state: State) -> tuple[object, ...]:
    return tuple(_value(machine, state, d.symbol) for d in model.symbols if not d.symbol.rigid)


def _by_module(model: Model, machine: Machine) -> Reached:
    module = _module(model)
    return explore(module, _constants(model, machine, module), [fact.name for fact in model.invariants])


def _with_any_constants(model: Model, random: Random) -> Instance:
    instance = _elements(model, {})
    universe = Machine(model, instance).universe
    rigid = [declared.symbol for declared in model.symbols if declared.symbol.rigid]
    return evolve(
        instance,
        constants={
            symbol.name: {a: random.choice(universe.values(symbol.codomain)) for a in universe.arguments(symbol.domain)}
            for symbol in rigid
        },
    )


@pytest.mark.parametrize("assumed", [True, False])
def test_each_step_of_minimal_does_to_any_state_what_the_interpreter_does(assumed: bool) -> None:
    model = _load("minimal") if assumed else evolve(_load("minimal"), assumes=())
    module = _module(model)
    done: set[str] = set()
    for seed in range(10):
        random = Random(seed)
        machine = Machine(model, _with_any_constants(model, random))
        constants = _constants(model, machine, module)
        state = sample_state(machine, random)
        now = _in_words(model, machine, state)
        env = {**constants, **dict(zip(module.variables, now, strict=True))}
        for step in machine.active_steps:
            for arguments in machine.universe.arguments([p.sort for p in step.parameters]):
                effects = list(machine.effects(state, step.name, arguments))
                possible = [effect for effect in effects if effect.outcome is not Outcome.IMPOSSIBLE]
                expected = {_in_words(model, machine, effect.state) for effect in possible}
                assert act(module, step.name, arguments, env) == expected, f"{step.name}{arguments} in state {seed}"
                done |= {step.name for effect in effects if effect.outcome is Outcome.DONE}
    assert len(done) > len(model.active_steps()) * 3 // 4


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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("taken' = [taken EXCEPT ![frame] = TRUE]", "taken' = [taken EXCEPT ![frame] = FALSE]"),
        ("backing' = [backing EXCEPT ![guest, page] = frame]", "backing' = backing"),
        ("IF ~has[guest, page]", "IF has[guest, page]"),
        ("taken[backing[guest, page]]\n\n", "~taken[backing[guest, page]]\n\n"),
    ],
)
def test_a_module_that_means_something_else_is_noticed(old: str, new: str) -> None:
    model = _load(_EXAMPLES["benign_allocator"])
    machine = Machine(model, _elements(model, {"Frame": 2}))
    text = next(iter(emit(model).values()))
    assert text.count(old) >= 1
    module = read(text.replace(old, new, 1))
    reached = explore(module, _constants(model, machine, module), [fact.name for fact in model.invariants])
    assert (len(reached.states), reached.starts, reached.broken) != _by_interpreter(model, machine)


def test_modules_of_random_cores_reach_and_break_what_the_interpreter_does() -> None:
    sizes_seen = [_compare(core(seed)) for seed in range(8)]
    assert max(states - starts for states, starts, _ in sizes_seen) > 100
    assert any(broken for _, _, broken in sizes_seen)


@pytest.mark.skipif(not _JAR or shutil.which("java") is None, reason="no java, or TLA2TOOLS names no tla2tools.jar")
@pytest.mark.parametrize("profile", ["benign_allocator", "gossip", "leaky_allocator", "shared_pool"])
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
