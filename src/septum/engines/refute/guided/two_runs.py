"""Two runs with the same inputs of an observer, until something differs for it."""

from collections.abc import Sequence

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Arena, Done, Label, Refused
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.places import changed
from septum.engines.refute.guided.shrink import shrink
from septum.engines.refute.guided.starts import entries_unlike, is_start, with_entry_of
from septum.engines.refute.guided.watching import Viewer, Watching
from septum.interpreter.effects import State

Moment = tuple[Label | None, Label | None]
"""What each run does."""


def compare(
    arena: Arena,
    watching: Watching,
    viewer: Viewer,
    starts: tuple[State, State],
    plan: Sequence[Moment],
    words: bool,
) -> Found | None:
    """The first difference for the observer; None where there is none, or its inputs come to differ.

    What a run cannot do, unless it is the observer's own, is left out of it. `words`: differences in table entries are
    passed over.
    """
    a, b = starts
    first: list[Label | None] = []
    second: list[Label | None] = []

    def found(one: Label | None, other: Label | None, word: bool, asked: frozenset[int] = frozenset()) -> Found:
        runs = ((*first, one), (*second, other))
        return Found(arena, GoalKind.READ, viewer, word, starts, runs, asked)

    for one, other in plan:
        if any(label is not None and watching.own(viewer, label) for label in (one, other)):
            if one is None or other is None or one[0] != other[0] or arena.arguments(one) != arena.arguments(other):
                return None
            mine, theirs = arena.ask(a, one), arena.ask(b, other)
            asked = frozenset(i for i, answer in enumerate((mine, theirs)) if isinstance(answer, Refused))
            if isinstance(mine, Refused) and isinstance(theirs, Refused):
                if mine.status != theirs.status and not mine.waits and not theirs.waits:
                    return found(mine.label, theirs.label, True, asked)
                continue
            if isinstance(mine, Refused) or isinstance(theirs, Refused):
                waits = any(isinstance(answer, Refused) and answer.waits for answer in (mine, theirs))
                return None if waits else found(mine.label, theirs.label, True, asked)
            if watching.returned(a, mine.label) != watching.returned(b, theirs.label):
                return found(mine.label, theirs.label, True)
            done: tuple[Done | None, Done | None] = (mine, theirs)
        else:
            done = (_taken(arena, a, one), _taken(arena, b, other))
            if done == (None, None):
                continue
            heard = [
                None if it is None else watching.heard(viewer, s, it.label) for it, s in zip(done, (a, b), strict=True)
            ]
            if heard[0] != heard[1]:
                return None
        one, other = (None if it is None else it.label for it in done)
        after_a, after_b = (s if it is None else it.state for it, s in zip(done, (a, b), strict=True))
        places = changed(a, after_a) | changed(b, after_b)
        a, b = after_a, after_b
        unlike = watching.unlike(viewer, a, b, places) if places else []
        if any(it.word for it in unlike) or (unlike and not words):
            return found(one, other, any(it.word for it in unlike))
        first.append(one)
        second.append(other)
    return None


def shortened_pair(watching: Watching, found: Found) -> Found:
    """The same with nothing left that can go: no moment, and no entry in which the starts differ."""
    assert found.viewer is not None
    arena, viewer = found.arena, found.viewer
    starts = (found.starts[0], found.starts[1])
    best = found

    def falls(part: list[Moment]) -> bool:
        nonlocal best
        shorter = compare(arena, watching, viewer, starts, part, found.word)
        if shorter is not None:
            best = shorter
        return shorter is not None

    if found.kind is GoalKind.BIRTH:
        # What comes before a birth is free: it is short already.
        return found
    length = len(best.runs[0]) + 1
    while len(best.runs[0]) < length:
        length = len(best.runs[0])
        shrink(list(zip(*best.runs, strict=True)), falls)
    return _alike_at_start(watching, best)


def _alike_at_start(watching: Watching, found: Found) -> Found:
    """The same with starts that differ in as few entries as can be."""
    assert found.viewer is not None
    arena, viewer, (first, second) = found.arena, found.viewer, found.starts
    for place in sorted(changed(first, second)):
        for entry in entries_unlike(first, second, place):
            other = with_entry_of(second, first, place, entry)
            if not is_start(arena.machine, other):
                continue
            moments = list(zip(*found.runs, strict=True))
            same = compare(arena, watching, viewer, (first, other), moments, found.word)
            if same is not None and len(same.runs[0]) == len(moments):
                found, second = same, other
    return found


def _taken(arena: Arena, state: State, label: Label | None) -> Done | None:
    after = None if label is None else arena.take(state, label)
    return None if after is None or label is None else Done(after, label)
