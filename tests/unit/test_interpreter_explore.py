"""Exhaustive exploration of small instances."""

from collections import deque

import pytest
from attrs import evolve
from lending import CONTENTS, FRAMES, LENT, MODEL, ZERO, at, step, write

from septum.engines.explore import Exploration, Scope, explore
from septum.engines.results import Verdict
from septum.interpreter import Instance, Machine, initial_states, replay
from septum.interpreter.traces import ReplayVerdict
from septum.logic import TRUE
from septum.logic.build import apply, equal, implies
from septum.spec.model import Fact, FactKind, Outcome, without

_INSTANCE = Instance({"Guest": ("alice", "bob"), "Frame": ("f0", "f1"), "Word": ("zero", "seven")})


def _counted_one_by_one(machine: Machine) -> tuple[int, int]:
    """The reachable states and edges, by trying every step with every argument."""
    start = machine.initial()
    seen, waiting, edges = {start}, deque([start]), 0
    while waiting:
        state = waiting.popleft()
        for declared in machine.model.steps:
            for arguments in machine.universe.arguments([p.sort for p in declared.parameters]):
                for effect in machine.effects(state, declared.name, arguments):
                    if effect.outcome is Outcome.DONE:
                        edges += 1
                        if effect.state not in seen:
                            seen.add(effect.state)
                            waiting.append(effect.state)
    return len(seen), edges


def test_all_states_and_edges_are_counted() -> None:
    machine = Machine(MODEL, _INSTANCE)
    result = explore(machine)
    assert (result.states, result.edges) == _counted_one_by_one(machine)
    assert result.verdict is Verdict.PROVED and result.scope is Scope.EXHAUSTED and result.violation is None
    assert result.happened == ("lend", "take_back", "scrub", "store", "swap") and result.idle == ()


def test_a_broken_invariant_comes_with_a_shortest_run_that_replays() -> None:
    model = without(MODEL, "lend.LENT")
    result = explore(Machine(model, _INSTANCE))
    assert result.verdict is Verdict.VIOLATED and result.scope is Scope.PARTIAL
    found = result.violation
    assert found is not None and found.violation.fact.name == "rights_are_the_holders"
    assert [e.step for e in found.trace.events] == ["lend", "lend"] and found.depth == result.depth == 2
    machine = Machine(model, found.trace.instance)
    again = replay(machine, found.trace)
    assert again.verdict is ReplayVerdict.SAME
    assert found.violation in machine.check(again.effects[-1].state)
    assert not machine.check(again.effects[-2].state)


def test_an_initial_state_that_breaks_an_invariant_is_found() -> None:
    zero = Fact(
        "all_zero", "Lending", FactKind.INVARIANT, (FRAMES,), equal(apply(CONTENTS, [FRAMES]), apply(ZERO, [])), at(1)
    )
    machine = Machine(evolve(MODEL, invariants=(zero,)), _INSTANCE)
    result = explore(machine, initial_states(machine))
    assert result.violation is not None and result.violation.depth == 0
    assert result.violation.violation.arguments == ("f1",)


def test_the_limit_of_states_is_a_budget_and_proves_nothing() -> None:
    machine = Machine(MODEL, _INSTANCE)
    total = explore(machine).states
    assert explore(machine, most_states=total).verdict is Verdict.PROVED
    short = explore(machine, most_states=total - 1)
    assert short.verdict is Verdict.BUDGET and short.scope is Scope.PARTIAL and short.states == total - 1
    with pytest.raises(ValueError, match="one state at least"):
        explore(machine, most_states=0)


def test_a_step_that_never_happens_is_named() -> None:
    needs_all = step("never", (), 90, updates=(write(LENT, (FRAMES,), TRUE, (FRAMES,)),), unless="Care")
    impossible = step("stuck", (FRAMES,), 91, guards=(evolve(MODEL.step("take_back").guards[0]),))
    model = evolve(MODEL, steps=(impossible, needs_all))
    result = explore(Machine(model, _INSTANCE))
    assert result.idle == ("stuck",) and result.happened == () and (result.states, result.edges) == (1, 0)


def test_all_contents_are_initial_states() -> None:
    machine = Machine(MODEL, _INSTANCE)
    assert len(set(initial_states(machine))) == 4
    assert len(set(initial_states(machine, ["Lending.lent"]))) == 1, "the initial fact allows no loan"
    assert len(set(initial_states(machine, ["Lending.holder", "Lending.contents"]))) == 16


def test_a_fact_about_steps_that_do_not_touch_it_is_still_checked() -> None:
    clean = implies(apply(LENT, [FRAMES]), equal(apply(CONTENTS, [FRAMES]), apply(ZERO, [])))
    fact = Fact("lent_frames_are_zero", "Lending", FactKind.INVARIANT, (FRAMES,), clean, at(1))
    result: Exploration = explore(Machine(evolve(MODEL, invariants=(fact,)), _INSTANCE))
    assert result.violation is not None
    assert [e.step for e in result.violation.trace.events] == ["lend", "store"]


def test_the_order_of_successors_depends_on_the_state_alone() -> None:
    frames = tuple(f"f{n}" for n in range(9))
    machine = Machine(MODEL, Instance({"Guest": ("alice",), "Frame": frames, "Word": ("zero",)}))
    states = []
    for order in (("f0", "f8"), ("f8", "f0")):
        state = machine.initial()
        for frame in order:
            state = machine.perform(state, "lend", ("alice", frame, frozenset[str]())).state
        states.append(state)
    assert states[0] == states[1]
    take_back = machine.program.successors(MODEL.step("take_back"))
    labels = [[label for label, _ in take_back(state)] for state in states]
    assert labels[0] == labels[1] == sorted(labels[0])
