"""The compiled search visits what the generated Python visits, and both agree with the solvers' side."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from cores import core
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judging import unproved

from septum.engines.explore import Engine, Exploration, Symmetry, explore
from septum.engines.refute.search import break_fact
from septum.engines.results import Verdict
from septum.interpreter import Instance, Machine, initial_states, replay, sample_initial
from septum.interpreter.traces import ReplayVerdict
from septum.obligations import generate
from septum.spec.load import load_profile
from septum.spec.model import Model, droppable, without

sys.path.insert(0, str(Path(__file__).parents[1] / "property"))
from strategies import machines

pytestmark = pytest.mark.skipif(shutil.which("gcc") is None, reason="there is no gcc")
_LIMIT = 3_000


@pytest.fixture(autouse=True, scope="module")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Libraries of random models are not left with the user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEPTUM_CACHE", str(tmp_path_factory.mktemp("cache") / "proofs.sqlite"))
        yield


def _told(result: Exploration) -> tuple[object, ...]:
    """What does not depend on the order in which states are found."""
    depth = result.violation.depth if result.violation is not None else result.depth
    if result.verdict is Verdict.PROVED:
        return result.verdict, depth, result.states, result.edges, result.happened, result.idle
    if result.verdict is Verdict.BUDGET:
        return result.verdict, result.states
    return result.verdict, depth


def _agree(machine: Machine, starts: list[tuple[object, ...]]) -> tuple[Verdict, int]:
    slow = explore(machine, starts, _LIMIT, engine=Engine.PYTHON)
    fast = explore(machine, starts, _LIMIT, engine=Engine.COMPILED)
    assert fast.engine is Engine.COMPILED, fast.notes
    assert _told(fast) == _told(slow)
    folded = explore(machine, starts, _LIMIT, engine=Engine.COMPILED, symmetry=Symmetry.ON)
    if slow.verdict is not Verdict.BUDGET:
        assert folded.verdict is slow.verdict and folded.depth == slow.depth
        assert folded.happened == slow.happened or slow.verdict is Verdict.VIOLATED
        assert folded.states <= slow.states or slow.verdict is Verdict.VIOLATED
    for result in (fast, folded):
        if result.violation is not None:
            again = replay(machine, result.violation.trace)
            assert again.verdict is ReplayVerdict.SAME
            last = again.effects[-1].state if again.effects else again.start
            assert result.violation.violation in machine.check(last)
    return slow.verdict, int(bool(folded.classes) and folded.states < slow.states)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_random_models_have_the_same_states_edges_and_shortest_violations(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    random = Random(data.draw(st.integers(0, 2**16)))
    _agree(machine, [sample_initial(machine, random) for _ in range(2)])


def test_random_cores_have_the_same_states_edges_and_shortest_violations() -> None:
    found: Counter[Verdict] = Counter()
    folded = 0
    for seed in range(8):
        elements = {"Guest": ("a", "b", "c"), "Page": ("p", "q")}
        machine = Machine(core(seed), Instance(elements, {"Core.first": {(): "b"}}))
        try:
            starts = [machine.initial()]
        except ValueError:
            continue
        verdict, fewer = _agree(machine, starts)
        found[verdict] += 1
        folded += fewer
    assert found[Verdict.PROVED] > 3, found
    assert folded > 0, folded


def _invariants_are_proved(model: Model) -> bool:
    asked = (o for o in generate(model) if o.clause in ("o_start", "o_inv"))
    return next(unproved(asked), None) is None


ALLOCATOR = load_profile(str(Path(__file__).parents[2] / "examples" / "benign_allocator.py"))
_ELEMENTS = {"Guest": ("alice", "bob"), "Page": ("page",), "Frame": ("one", "two"), "Word": ("zero", "secret")}


@pytest.mark.parametrize("dropped", [None, *(name for name, kind in droppable(ALLOCATOR).items() if kind != "view")])
def test_what_is_reached_is_refuted_and_what_is_proved_is_not_reached(dropped: str | None) -> None:
    weak = ALLOCATOR if dropped is None else without(ALLOCATOR, dropped)
    machine = Machine(weak, Instance(_ELEMENTS, {"Allocator.ZERO": {(): "zero"}}))
    result = explore(machine, initial_states(machine), engine=Engine.COMPILED)
    assert result.engine is Engine.COMPILED
    proved = _invariants_are_proved(weak)
    assert dropped is not None or proved
    if proved:
        assert result.verdict is Verdict.PROVED
    if result.violation is not None:
        attack = break_fact(weak, ALLOCATOR, [result.violation.violation.fact.name])
        assert attack is not None and len(attack.moments) == result.violation.depth
        assert dropped in ("grow.NO_FRAME", "shrink.NO_PAGE")


def test_invariants_of_random_cores_that_are_proved_hold_in_every_state_reached() -> None:
    found: Counter[tuple[bool, Verdict]] = Counter()
    for seed in (101, 102, 106, 110, 111, 114, 133):
        model = core(seed)
        machine = Machine(model, Instance({"Guest": ("a", "b"), "Page": ("p", "q")}, {"Core.first": {(): "b"}}))
        result = explore(machine, [machine.initial()], 5_000, engine=Engine.COMPILED)
        proved = _invariants_are_proved(model)
        found[proved, result.verdict] += 1
        if result.violation is not None:
            assert break_fact(model, model, ["sound"]) is not None, seed
    assert found[True, Verdict.VIOLATED] == 0 and found[True, Verdict.PROVED] > 0, found
    assert found[False, Verdict.VIOLATED] > 0, found
