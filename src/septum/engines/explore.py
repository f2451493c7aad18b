"""Every reachable state of one small instance, breadth first, by the generated Python.

The oracle of the other engines. What it proves, it proves of that instance and of the initial states it was given,
and of nothing else: `Scope` says so in the result.
"""

import gc
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from time import perf_counter
from typing import TypeAlias

from attrs import frozen

from septum.engines.results import Verdict
from septum.interpreter import Effect, Machine, State, Trace, Violation, record
from septum.logic.walk import symbols
from septum.spec.model import Fact, Step

Label: TypeAlias = tuple[int, ...]
_Successors: TypeAlias = Callable[[State], Sequence[tuple[Label, State]]]
_Fails: TypeAlias = Callable[[State], bool]


class Scope(StrEnum):
    """What the verdict is about."""

    EXHAUSTED = "every state of this instance that these initial states reach"
    PARTIAL = "only the states that were visited"


@frozen
class Found:
    """A violated invariant. `trace`: a shortest run to it."""

    violation: Violation
    trace: Trace
    depth: int


@frozen
class Exploration:
    """What an exploration found.

    `verdict`: PROVED where all reachable states of the instance were visited and keep every invariant, BUDGET where
    the limit of states was reached first, VIOLATED where an invariant fails. `edges`: how often a step was done.
    `depth`: how many steps away the farthest state is. `happened` and `idle`: the steps that were done, or never.
    """

    verdict: Verdict
    scope: Scope
    states: int
    edges: int
    depth: int
    happened: tuple[str, ...]
    idle: tuple[str, ...]
    violation: Found | None
    seconds: float


def explore(machine: Machine, starts: Iterable[State] | None = None, most_states: int = 1_000_000) -> Exploration:
    """Visit the reachable states until an invariant fails, all are visited, or there are `most_states` of them.

    `starts`: initial states, else `machine.initial()` alone. Raises ValueError for a limit below one.
    """
    if most_states < 1:
        raise ValueError(f"most_states is {most_states}: one state at least is visited")
    search = _Search(machine, most_states)
    began = perf_counter()
    found = _without_collector(lambda: search.run([machine.initial()] if starts is None else starts))
    seconds = perf_counter() - began
    verdict = Verdict.BUDGET if search.stopped else Verdict.PROVED
    exhausted = not search.stopped and found is None
    names = [step.name for step in machine.active_steps]
    return Exploration(
        Verdict.VIOLATED if found is not None else verdict,
        Scope.EXHAUSTED if exhausted else Scope.PARTIAL,
        len(search.parents),
        search.edges,
        search.depth,
        tuple(name for name in names if name in search.happened),
        tuple(name for name in names if name not in search.happened),
        found,
        seconds,
    )


def _without_collector(run: Callable[[], Found | None]) -> Found | None:
    """Run without the collector of cyclic garbage: a search makes none, and would be looked through again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return run()
    finally:
        if enabled:
            gc.enable()


class _Search:
    def __init__(self, machine: Machine, most_states: int) -> None:
        self._machine = machine
        self._most = most_states
        self._steps: list[tuple[Step, _Successors, list[tuple[Fact, _Fails]]]] = []
        for step in machine.active_steps:
            # A step can only break an invariant that reads what it writes.
            facts = [f for f in machine.model.invariants if symbols(f.body) & step.writes]
            checks = [(fact, machine.program.fails(fact)) for fact in facts]
            self._steps.append((step, machine.program.successors(step), checks))
        self.parents: dict[State, tuple[State, Label] | None] = {}
        self.edges = 0
        self.depth = 0
        self.happened: set[str] = set()
        self.stopped = False

    def run(self, starts: Iterable[State]) -> Found | None:
        layer: list[State] = []
        for start in starts:
            if start in self.parents:
                continue
            if len(self.parents) >= self._most:
                self.stopped = True
                break
            self.parents[start] = None
            layer.append(start)
            failing = self._machine.check(start)
            if failing:
                return self._found(start, failing[0])
        while layer:
            following: list[State] = []
            for state in layer:
                failing = self._expand(state, following)
                if failing is not None:
                    self.depth += 1
                    return self._found(*failing)
                if self.stopped:
                    return None
            layer = following
            self.depth += bool(layer)
        return None

    def _expand(self, state: State, following: list[State]) -> tuple[State, Violation] | None:
        parents = self.parents
        for step, successors, checks in self._steps:
            ways = successors(state)
            if not ways:
                continue
            self.happened.add(step.name)
            for label, after in ways:
                self.edges += 1
                if after in parents:
                    continue
                if len(parents) >= self._most:
                    self.stopped = True
                    return None
                parents[after] = (state, label)
                following.append(after)
                for fact, fails in checks:
                    if fails(after):
                        return after, self._machine.check(after, [fact])[0]
        return None

    def _found(self, state: State, violation: Violation) -> Found:
        labels: list[Label] = []
        at = state
        while (parent := self.parents[at]) is not None:
            at, label = parent
            labels.append(label)
        effects: list[Effect] = []
        reached = at
        for label in reversed(labels):
            action = self._machine.action(label)
            effect = self._machine.perform(reached, action.step, action.arguments, action.choices)
            effects.append(effect)
            reached = effect.state
        if reached != state:
            raise AssertionError("an attempt and the search disagree about a step")
        return Found(violation, record(self._machine, at, effects), len(labels))
