"""What the loss makes possible near a told run: an action that it no longer stops, and what is broken after it."""

from collections.abc import Iterator, Sequence, Sized
from itertools import zip_longest
from typing import cast

from attrs import evolve, frozen

from septum.engines.refute.guided.arena import Arena, Label, follow
from septum.engines.refute.guided.seeds import Seed
from septum.engines.refute.guided.shrink import shrink
from septum.interpreter.effects import State
from septum.spec.model import Fact

_WIDTHS = (1, 2, 3, 5)
"""How many actions in a row are left out."""

_ALIKE = 4
"""How many openings of one kind are kept: those that end with the same step and break the same facts."""

_PARTS = 5
"""The same action is looked at again in another part of a run, of so many."""

_KEPT = 10
"""How many openings are kept in all."""

_EFFORT = 20_000
"""How many actions are tried before the first."""

_LABELS = 60
"""So many times an action is tried at some place of a run."""

Broken = frozenset[tuple[object, ...]]


@frozen(eq=False)
class Opening:
    """A run that ends with an action that the loss makes possible, and what else is told, in its order.

    `broken`: the instances of the facts asked for that fail at its end, by fact and arguments.
    """

    arena: Arena
    states: tuple[State, ...]
    labels: tuple[Label, ...]
    rest: tuple[Label, ...]
    broken: Broken


def openings(seed: Seed, facts: Sequence[Fact], direct: bool) -> list[Opening]:
    """A few openings near a told run, of different kinds, of each the first and those where most is set up.

    `direct`: those that break nothing count too.
    """
    apart = max(len(seed.labels) // _PARTS, 1)
    kinds: dict[tuple[object, ...], list[Opening]] = {}
    tried: dict[Label, int] = {}
    every = [*_told(seed, facts), *_with_less(seed, facts), *_with_one_more(seed, facts, tried)]
    if facts and not any(opening.broken for opening in every):
        every.extend(_with_two_more(seed, facts))
    for opening in every:
        if opening.broken or direct:
            kind = (opening.labels[-1][0], frozenset(name for name, *_ in opening.broken))
            kinds.setdefault(kind, []).append(opening)
    rounds = zip_longest(*(_different(alike, apart) for alike in kinds.values()))
    return [opening for one_of_each in rounds for opening in one_of_each if opening is not None][:_KEPT]


def shortened_openings(found: Sequence[Opening], facts: Sequence[Fact]) -> list[Opening]:
    """The same with nothing left that can go, what breaks more first; what goes is told later, and after all else."""
    kept: dict[tuple[Label, ...], Opening] = {}
    for opening in found:
        shorter = _shortened(opening, facts)
        kept.setdefault(shorter.labels, shorter)
    return sorted(kept.values(), key=_rank)


def _shortened(opening: Opening, facts: Sequence[Fact]) -> Opening:
    arena, last = opening.arena, opening.labels[-1]
    best = (opening.states, opening.labels)

    def opens(part: list[Label]) -> bool:
        nonlocal best
        states, labels = follow(arena, opening.states[0], [*part, last])
        if not labels or labels[-1] != last or not arena.is_loosened(states[-2], last):
            return False
        if not opening.broken <= arena.broken(states[-1], facts):
            return False
        best = (tuple(states), tuple(labels))
        return True

    shrink(opening.labels[:-1], opens)
    left = list(best[1])
    removed: list[Label] = []
    for label in opening.labels:
        if left and label == left[0]:
            left.pop(0)
        else:
            removed.append(label)
    return evolve(opening, states=best[0], labels=best[1], rest=(*removed, *opening.rest, *removed))


def _told(seed: Seed, facts: Sequence[Fact]) -> Iterator[Opening]:
    for index, label in enumerate(seed.labels):
        if seed.arena.is_loosened(seed.states[index], label):
            yield _opening(
                seed.arena, seed.states[: index + 2], seed.labels[: index + 1], seed.labels[index + 1 :], facts
            )


def _with_less(seed: Seed, facts: Sequence[Fact]) -> Iterator[Opening]:
    arena = seed.arena
    loose = set(arena.loss.steps)
    last = max((i for i, label in enumerate(seed.labels) if label[0] in loose), default=-1)
    for gap in range(last - 1, -1, -1):
        for width in _WIDTHS:
            if gap + width > last:
                break
            states, labels = follow(arena, seed.states[gap], seed.labels[gap + width : last + 1])
            for index, label in enumerate(labels):
                if label[0] in loose and arena.is_loosened(states[index], label):
                    yield _opening(
                        arena,
                        (*seed.states[:gap], *states[: index + 2]),
                        (*seed.labels[:gap], *labels[: index + 1]),
                        (*seed.labels[gap : gap + width], *labels[index + 1 :], *seed.labels[last + 1 :]),
                        facts,
                    )
                    break


def _with_one_more(seed: Seed, facts: Sequence[Fact], tried: dict[Label, int]) -> Iterator[Opening]:
    arena = seed.arena
    for place in range(len(seed.labels), -1, -1):
        state = seed.states[place]
        count = 0
        for label, after in arena.successors(state, arena.loss.steps):
            # A state need not be seen from everywhere, nor every value that an argument can have be tried there.
            if count >= _LABELS or tried.get(label, 0) > _LABELS or not arena.is_loosened(state, label):
                continue
            count += 1
            tried[label] = tried.get(label, 0) + 1
            yield _opening(
                arena, (*seed.states[: place + 1], after), (*seed.labels[:place], label), seed.labels[place:], facts
            )


def _with_two_more(seed: Seed, facts: Sequence[Fact]) -> Iterator[Opening]:
    """Those that break a fact only after another action, which the loss does not need."""
    arena = seed.arena
    limit = arena.spent + _EFFORT
    for place in range(len(seed.labels), -1, -1):
        for first, between in arena.successors(seed.states[place]):
            for label, after in arena.successors(between, arena.loss.steps):
                if arena.is_loosened(between, label) and arena.broken(after, facts):
                    yield _opening(
                        arena,
                        (*seed.states[: place + 1], between, after),
                        (*seed.labels[:place], first, label),
                        seed.labels[place:],
                        facts,
                    )
        if arena.spent > limit:
            return


def _opening(
    arena: Arena, states: Sequence[State], labels: Sequence[Label], rest: Sequence[Label], facts: Sequence[Fact]
) -> Opening:
    return Opening(arena, tuple(states), tuple(labels), tuple(rest), arena.broken(states[-1], facts))


def _different(alike: Sequence[Opening], apart: int) -> list[Opening]:
    kept: list[Opening] = []
    for opening in (alike[0], *sorted(alike, key=_set_up, reverse=True)):
        if len(kept) < _ALIKE and all(_unlike(opening, other, apart) for other in kept):
            kept.append(opening)
    return kept


def _set_up(opening: Opening) -> int:
    """How many entries of relations are true before the opening."""
    slots = opening.arena.machine.layout.state_slots
    before = opening.states[-2]
    return sum(len(cast(Sized, before[s.place])) for s in slots if s.is_relation and s.place is not None)


def _unlike(one: Opening, other: Opening, apart: int) -> bool:
    return one.labels[-1] != other.labels[-1] or abs(len(one.labels) - len(other.labels)) >= apart


def _rank(opening: Opening) -> tuple[int, int]:
    """What breaks more first, then what is shorter."""
    return (-len({name for name, *_ in opening.broken}), len(opening.labels))
