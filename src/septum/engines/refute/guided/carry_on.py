"""A difference in a table entry, carried on until the observer gets a word, an answer or an interrupt from it."""

from collections.abc import Iterator, Sequence

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Arena, Done, Label
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.pairs import ends_of, joined
from septum.engines.refute.guided.two_runs import compare
from septum.engines.refute.guided.watching import Viewer, Watching
from septum.interpreter.effects import State

_NODES = 60
"""From how many pairs of states the search goes on."""

_REQUESTS = 6
"""In how many of them, the first ones, every request of the observer is made, also in vain."""

_CASES = 60
"""With so many different arguments at most."""

_Node = tuple[State, State, tuple[tuple[Label, Label], ...]]


def carried_on(watching: Watching, found: Found, told: Sequence[Label]) -> Found | None:
    """The same runs, the one with what changed the view and the other without, and a few common actions more.

    First what is `told`, as far as it can be done; then breadth first, the observer's own actions before those of
    others. None where nothing shows within the limit.
    """
    if found.viewer is None or found.kind is GoalKind.VIOLATION or found.asked:
        return None
    arena, viewer = found.arena, found.viewer
    first, second = ends_of(found)
    shown = compare(arena, watching, viewer, (first, second), [(label, label) for label in told], True)
    if shown is not None:
        return joined(found, shown)
    waiting: list[_Node] = [(first, second, ())]
    known = {(first, second)}
    for position in range(_NODES):
        if position == len(waiting):
            return None
        a, b, path = waiting[position]
        for label in _common(watching, arena, viewer, a, b, position < _REQUESTS):
            shown = compare(arena, watching, viewer, (a, b), [(label, label)], True)
            if shown is not None:
                return joined(found, shown, path)
            after = _both(watching, arena, viewer, a, b, label)
            if after is not None and (after[0], after[1]) not in known:
                known.add((after[0], after[1]))
                waiting.append((after[0], after[1], (*path, after[2])))
    return None


def _common(watching: Watching, arena: Arena, viewer: Viewer, a: State, b: State, requests: bool) -> Iterator[Label]:
    """What can be done in one of the states at least: the observer's own first, all it can ask for with `requests`."""
    labels = dict.fromkeys(label for state in (a, b) for label, _ in arena.successors(state))
    yield from (label for label in labels if watching.own(viewer, label))
    if requests:
        yield from (label for label in watching.requests(viewer, _CASES) if label not in labels)
    yield from (label for label in labels if not watching.own(viewer, label))


def _both(
    watching: Watching, arena: Arena, viewer: Viewer, a: State, b: State, label: Label
) -> tuple[State, State, tuple[Label, Label]] | None:
    """The states after the action in both runs; None where one cannot do it, or the observer hears different news."""
    one, other = arena.ask(a, label), arena.ask(b, label)
    if not isinstance(one, Done) or not isinstance(other, Done) or one.state == other.state:
        return None
    if not watching.own(viewer, label) and watching.heard(viewer, a, one.label) != watching.heard(
        viewer, b, other.label
    ):
        return None
    return one.state, other.state, (one.label, other.label)
