"""States near told runs: some actions away from them, breadth first."""

from collections import deque
from collections.abc import Collection, Iterable

from attrs import frozen

from septum.engines.conformance.bench import Label
from septum.engines.conformance.hits import hits_at
from septum.engines.conformance.runs import Told
from septum.engines.conformance.targets import Target
from septum.interpreter.effects import State


@frozen
class Neighbourhood:
    """`runs`: those that lead to a state at which something wanted is hit. `states`: how many were visited."""

    runs: tuple[Told, ...]
    states: int


def search_neighbours(runs: Iterable[Told], wanted: Collection[Target], most: int) -> Neighbourhood:
    """Runs that leave a told one, until everything wanted is hit or `most` states were visited."""
    left = set(wanted)
    found: list[Told] = []
    waiting: deque[tuple[Told, int, tuple[Label, ...], State]] = deque()
    known: dict[int, set[State]] = {}
    for number, run in enumerate(runs):
        known[number] = set(run.states)
        waiting.extend((run, number, run.labels[:place], state) for place, state in enumerate(run.states))
    visited = 0
    while waiting and left and visited < most:
        run, number, labels, state = waiting.popleft()
        for label, after in run.bench.successors(state):
            if visited >= most or not left:
                break
            hit = left.intersection(run.bench.done(state, label))
            path = (*labels, label)
            if after not in known[number]:
                visited += 1
                known[number].add(after)
                waiting.append((run, number, path, after))
                # What was not hit before can only be hit at a step that the action has touched.
                touched = run.bench.touched(label)
                hit |= set(hits_at(run.bench, after, [target for target in left if target.step in touched]))
            if hit:
                left -= hit
                found.append(_run(run, path))
    return Neighbourhood(tuple(found), visited)


def _run(run: Told, labels: tuple[Label, ...]) -> Told:
    states = [run.states[0]]
    for label in labels:
        after = run.bench.take(states[-1], label)
        assert after is not None, "it was done before"
        states.append(after)
    return Told(run.name, run.bench, tuple(states), labels)
