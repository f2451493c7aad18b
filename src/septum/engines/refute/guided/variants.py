"""Variants of a run beside it: from another start, less an action, with another word in it, with one action more."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Done, Label, Refused
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.places import changed, with_places_of
from septum.engines.refute.guided.watching import News, Viewer, Watching
from septum.interpreter.effects import State

_OTHERS = 5
"""With how many other arguments an action is tried."""


@frozen(eq=False)
class Told:
    """A run, and what each observer hears at each moment. `states`: one more than `labels`; `changes`: at which places.

    `since`: the first moment at which a variant can differ for an observer. `after`: what each observer could do at
    the end, with what that would return.
    """

    states: tuple[State, ...]
    labels: tuple[Label, ...]
    changes: tuple[frozenset[int], ...]
    heard: tuple[dict[Viewer, News], ...]
    since: int
    after: dict[Viewer, list[tuple[Label, object]]]


def told(watching: Watching, states: Sequence[State], labels: Sequence[Label], since: int) -> Told:
    """The run with what is heard of it."""
    heard = tuple(watching.hearing(state, label) for state, label in zip(states, labels, strict=False))
    after: dict[Viewer, list[tuple[Label, object]]] = {}
    for label, _ in watching.arena.successors(states[-1]):
        viewer = watching.owner(label)
        if viewer is not None:
            after.setdefault(viewer, []).append((label, watching.returned(states[-1], label)))
    changes = tuple(changed(before, after) for before, after in pairwise(states))
    return Told(tuple(states), tuple(labels), changes, heard, since, after)


def variants(watching: Watching, run: Told, others: Sequence[State], secrets: Sequence[Label]) -> Iterator[Found]:
    """What differs for an observer between a run and a variant of it. What is varied is never an input of the observer.

    `others`: other starts. `secrets`: actions that write contents.
    """
    arena, start = watching.arena, run.states[0]
    for other in others:
        places = changed(start, other)
        alike = [v for v in watching.viewers if not watching.unlike(v, start, other, places)]
        yield from _beside(watching, run, (start, other), ((), ()), other, alike)
    for place, label in enumerate(run.labels):
        before, done = run.states[place], run.labels[:place]
        free = [v for v in watching.viewers if not watching.own(v, label) and v not in run.heard[place]]
        instead = _others(watching, before, label) if place >= run.since else list(_other_words(watching, label))
        for action in (None, *instead):
            after = before if action is None else arena.take(before, action)
            if after is not None:
                viewers = _silent(watching, free, before, action) + _told_alike(watching, run, place, action)
                heads = ((*done, label), (*done, action))
                yield from _beside(watching, run, (start, start), heads, after, viewers)
        for secret in secrets:
            after = arena.take(before, secret)
            if after is not None:
                silent = _silent(watching, watching.viewers, before, secret)
                yield from _beside(watching, run, (start, start), ((*done, None), (*done, secret)), after, silent)


def _silent(watching: Watching, viewers: Sequence[Viewer], state: State, label: Label | None) -> list[Viewer]:
    """Those whose input the action is not."""
    if label is None:
        return list(viewers)
    heard = watching.hearing(state, label)
    return [v for v in viewers if not watching.own(v, label) and v not in heard]


def _told_alike(watching: Watching, run: Told, place: int, other: Label | None) -> list[Viewer]:
    """Those who hear the same of both actions, and do neither."""
    if other is None:
        return []
    mine, theirs = run.heard[place], watching.hearing(run.states[place], other)
    label = run.labels[place]
    return [
        v
        for v in watching.viewers
        if v in mine and mine[v] == theirs.get(v) and not watching.own(v, label) and not watching.own(v, other)
    ]


def _others(watching: Watching, state: State, label: Label) -> list[Label]:
    """The same step with other arguments, a few."""
    found = [other for other, _ in watching.arena.successors(state, [label[0]]) if other != label]
    return found[:_OTHERS]


def _beside(
    watching: Watching,
    run: Told,
    starts: tuple[State, State],
    heads: tuple[Sequence[Label | None], Sequence[Label | None]],
    state: State,
    viewers: Sequence[Viewer],
) -> Iterator[Found]:
    """Follow the run and its variant, which is in `state` after its head, until both are alike again.

    Yields where an observer sees or gets something else; one that hears something else has other inputs, and is left.
    """
    arena = watching.arena
    place = sum(label is not None for label in heads[0])
    first, second = list(heads[0]), list(heads[1])
    left = list(viewers)

    def found(viewer: Viewer, theirs: Label | None, asked: bool = False) -> Found:
        runs = ((*first,), (*second[:-1], theirs))
        return Found(arena, GoalKind.READ, viewer, True, starts, runs, frozenset((1,)) if asked else frozenset())

    apart = changed(run.states[place], state)
    for index in range(place, len(run.labels)):
        if not left:
            return
        before, mine, label = run.states[index], run.states[index + 1], run.labels[index]
        if apart.isdisjoint(arena.footprint(label)):
            # It does the same in both runs: they stay apart where they were, and nowhere else.
            arena.spent += 1
            state = with_places_of(mine, state, apart)
            first.append(label)
            second.append(label)
            if index >= run.since:
                kept = list[Viewer]()
                for viewer in left:
                    if any(it.word for it in watching.unlike(viewer, mine, state, run.changes[index])):
                        yield found(viewer, label)
                    else:
                        kept.append(viewer)
                left = kept
            if not apart:
                return
            continue
        answer = arena.ask(state, label)
        done = isinstance(answer, Done)
        after = answer.state if isinstance(answer, Done) else state
        theirs = watching.hearing(state, answer.label) if done else {}
        places = run.changes[index] | changed(state, after)
        first.append(label)
        second.append(answer.label if done else None)
        kept = list[Viewer]()
        for viewer in left:
            if watching.own(viewer, label):
                if isinstance(answer, Refused):
                    if not answer.waits:
                        yield found(viewer, answer.label, True)
                    continue
                if watching.returned(before, label) != watching.returned(state, answer.label):
                    yield found(viewer, answer.label)
                    continue
            elif run.heard[index].get(viewer) != theirs.get(viewer):
                continue
            if index >= run.since and any(it.word for it in watching.unlike(viewer, mine, after, places)):
                yield found(viewer, second[-1])
                continue
            kept.append(viewer)
        left, state = kept, after
        apart = changed(mine, state)
        if not apart:
            return
    for viewer in left:
        for label, value in run.after.get(viewer, ()):
            answer = arena.ask(state, label)
            refused = isinstance(answer, Refused)
            if isinstance(answer, Refused) and answer.waits:
                continue
            if refused or watching.returned(state, answer.label) != value:
                first.append(label)
                second.append(None)
                yield found(viewer, answer.label, refused)
                first.pop()
                second.pop()
                break


def _other_words(watching: Watching, label: Label) -> Iterator[Label]:
    """The action with another value where contents are made of such values."""
    arena = watching.arena
    words = {symbol.codomain for symbol in arena.loss.contents}
    for index, variable in enumerate((*arena.step(label).parameters, *arena.step(label).choices), 1):
        if variable.sort in words:
            for value in range(arena.machine.universe.size(variable.sort)):
                if value != label[index]:
                    yield (*label[:index], value, *label[index + 1 :])
