"""Two runs with the same inputs of an observer: a run and a variant of it, until something differs for the observer."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Arena, Done, Label, Refused, changed
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.shrink import shrink
from septum.engines.refute.guided.starts import entries_unlike, is_start, with_entry_of
from septum.engines.refute.guided.watching import News, Viewer, Watching
from septum.interpreter.effects import State

Moment = tuple[Label | None, Label | None]
"""What each run does."""


@frozen(eq=False)
class Told:
    """A run, and what each observer hears at each moment. `states`: one more than `labels`."""

    states: tuple[State, ...]
    labels: tuple[Label, ...]
    heard: tuple[dict[Viewer, News], ...]


def told(watching: Watching, states: Sequence[State], labels: Sequence[Label]) -> Told:
    """The run with what is heard of it."""
    heard = tuple(watching.hearing(state, label) for state, label in zip(states, labels, strict=False))
    return Told(tuple(states), tuple(labels), heard)


def variants(arena: Arena, watching: Watching, run: Told, others: Sequence[State], since: int) -> Iterator[Found]:
    """What differs for an observer between a run and the same from another start, less an action, or with another word.

    `since`: the first moment at which anything can differ. What is varied is never an input of the observer.
    """
    start = run.states[0]
    for other in others:
        places = changed(start, other)
        alike = [v for v in watching.viewers if not watching.unlike(v, start, other, places)]
        yield from _differing(arena, watching, run, other, 0, (), alike, since)
    for place, label in enumerate(run.labels):
        free = [v for v in watching.viewers if not watching.own(v, label) and v not in run.heard[place]]
        if not free:
            continue
        before = run.states[place]
        yield from _differing(arena, watching, run, before, place + 1, (None,), free, since)
        for other in _other_words(arena, label):
            after = arena.take(before, other)
            if after is not None:
                silent = [v for v in free if v not in watching.hearing(before, other)]
                yield from _differing(arena, watching, run, after, place + 1, (other,), silent, since)


def _differing(
    arena: Arena,
    watching: Watching,
    run: Told,
    state: State,
    place: int,
    varied: tuple[Label | None, ...],
    viewers: Sequence[Viewer],
    since: int,
) -> Iterator[Found]:
    """Follow the variant from `place` on, until it is as the run is, or each observer has seen or heard otherwise."""
    followed: list[Label | None] = [*run.labels[: place - len(varied)], *varied]
    start = run.states[0] if varied else state
    left = list(viewers)
    for index in range(place, len(run.labels)):
        if not left:
            return
        mine, label = run.states[index + 1], run.labels[index]
        places = changed(run.states[index], mine)
        answer = arena.ask(state, label)
        if isinstance(answer, Done):
            theirs, heard = watching.hearing(state, answer.label), run.heard[index]
            followed.append(answer.label)
            places |= changed(state, answer.state)
        else:
            theirs, heard = dict[Viewer, News](), run.heard[index]
            followed.append(None)
        kept: list[Viewer] = []
        for viewer in left:
            asked: frozenset[int] | None = None
            if watching.own(viewer, label):
                if isinstance(answer, Refused):
                    if answer.waits:
                        continue
                    asked = frozenset((1,))
                elif watching.returned(run.states[index], label) != watching.returned(state, answer.label):
                    asked = frozenset()
            elif heard.get(viewer) != theirs.get(viewer):
                continue
            if asked is not None:
                runs = (run.labels[: index + 1], (*followed[:-1], answer.label))
                yield Found(arena, GoalKind.READ, viewer, True, (run.states[0], start), runs, asked)
                continue
            if index >= since:
                after = answer.state if isinstance(answer, Done) else state
                if any(it.word for it in watching.unlike(viewer, mine, after, places)):
                    runs = (run.labels[: index + 1], tuple(followed))
                    yield Found(arena, GoalKind.READ, viewer, True, (run.states[0], start), runs)
                    continue
            kept.append(viewer)
        left = kept
        state = answer.state if isinstance(answer, Done) else state
        if state == mine:
            return


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
            if not is_start(arena, other):
                continue
            moments = list(zip(*found.runs, strict=True))
            same = compare(arena, watching, viewer, (first, other), moments, found.word)
            if same is not None and len(same.runs[0]) == len(moments):
                found, second = same, other
    return found


def _taken(arena: Arena, state: State, label: Label | None) -> Done | None:
    after = None if label is None else arena.take(state, label)
    return None if after is None or label is None else Done(after, label)


def _other_words(arena: Arena, label: Label) -> Iterator[Label]:
    """The action with another value where contents are made of such values."""
    words = {symbol.codomain for symbol in arena.loss.contents}
    step = arena.step(label)
    for index, variable in enumerate((*step.parameters, *step.choices), 1):
        if variable.sort in words:
            for value in range(arena.machine.universe.size(variable.sort)):
                if value != label[index]:
                    yield (*label[:index], value, *label[index + 1 :])
