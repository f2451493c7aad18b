"""The compiled search visits what the generated Python visits, and both agree with the solvers' side."""

import shutil
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from cores import core
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from septum.engines.explore import Engine, Exploration, Symmetry, explore
from septum.engines.results import Verdict
from septum.interpreter import Instance, Machine, replay, sample_initial
from septum.interpreter.traces import ReplayVerdict

sys.path.insert(0, str(Path(__file__).parents[1] / "property"))
from strategies import machines

pytestmark = pytest.mark.skipif(shutil.which("gcc") is None, reason="there is no gcc")
_LIMIT = 3_000


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


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_random_models_have_the_same_states_edges_and_shortest_violations(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    random = Random(data.draw(st.integers(0, 2**16)))
    _agree(machine, [sample_initial(machine, random) for _ in range(2)])


def test_random_cores_have_the_same_states_edges_and_shortest_violations() -> None:
    found: Counter[Verdict] = Counter()
    folded = 0
    for seed in range(20):
        elements = {"Guest": ("a", "b", "c"), "Page": ("p", "q")}
        machine = Machine(core(seed), Instance(elements, {"Core.first": {(): "b"}}))
        try:
            starts = [machine.initial()]
        except ValueError:
            continue
        verdict, fewer = _agree(machine, starts)
        found[verdict] += 1
        folded += fewer
    assert found[Verdict.PROVED] > 5 and found[Verdict.VIOLATED] > 0, found
    assert folded > 3, folded
