"""The search in generated Python: slower, and needs nothing but Python. The oracle of the compiled one."""

import gc
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import TypeAlias

from septum.engines.explore.replaying import found_by
from septum.engines.explore.results import Exploration, Found, Scope
from septum.engines.results import Verdict
from septum.interpreter import Machine, State
from septum.logic.walk import symbols
from septum.spec.model import Fact, Step

Label: TypeAlias = tuple[int, ...]
_Successors: TypeAlias = Callable[[State], Sequence[tuple[Label, State]]]
_Fails: TypeAlias = Callable[[State], bool]


def explore_in_python(machine: Machine, starts: Iterable[State], most_states: int) -> Exploration:
    """Visit the states that `starts` reach; see `explore`."""
    search = _Search(machine, most_states)
    began = perf_counter()
    found = _without_collector(lambda: search.run(starts))
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
            if self._machine.check(start):
                return self._found(start)
        while layer:
            following: list[State] = []
            for state in layer:
                failing = self._expand(state, following)
                if failing is not None:
                    self.depth += 1
                    return self._found(failing)
                if self.stopped:
                    return None
            layer = following
            self.depth += bool(layer)
        return None

    def _expand(self, state: State, following: list[State]) -> State | None:
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
                for _, fails in checks:
                    if fails(after):
                        return after
        return None

    def _found(self, state: State) -> Found:
        labels: list[Label] = []
        at = state
        while (parent := self.parents[at]) is not None:
            at, label = parent
            labels.append(label)
        return found_by(self._machine, at, [self._machine.action(label) for label in reversed(labels)], state)
