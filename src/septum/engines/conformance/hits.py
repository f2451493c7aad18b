"""Which targets a run hits: by what it does, and by calls in vain that could be made on its way."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import frozen

from septum.engines.conformance.bench import Bench, Label
from septum.engines.conformance.runs import Told
from septum.engines.conformance.targets import Aspect, Target
from septum.interpreter.effects import State


@frozen
class Hit:
    """Where a target is hit: after so many actions by a call in vain, or by the action that comes next."""

    place: int
    label: Label

    @property
    def length(self) -> int:
        """How many actions and calls it takes."""
        return self.place + 1


Hits = Mapping[Target, Hit]


def hits_along(run: Told, wanted: Collection[Target]) -> Hits:
    """The first place of each target that is wanted, and that is hit whatever nobody says of the start."""
    left = set(wanted)
    beside = _beside(run)
    found: dict[Target, Hit] = {}
    for place, state in enumerate(run.states):
        # What was not hit before can only be hit at a step that the action in between has touched.
        touched = None if place == 0 else run.bench.touched(run.labels[place - 1])
        states = [state, *(other[place] for other in beside)]
        for target, label in _here(run.bench, states, {t for t in left if touched is None or t.step in touched}):
            found[target] = Hit(place, label)
            left.discard(target)
        if place < len(run.labels):
            for target in run.bench.done(state, run.labels[place]):
                if target in left:
                    found[target] = Hit(place, run.labels[place])
                    left.discard(target)
    return found


def _beside(run: Told) -> list[list[State]]:
    """The states of the same run from other starts; none where it cannot be done from all of them."""
    found: list[list[State]] = []
    for start in run.bench.starts[1:]:
        states = [start]
        for label in run.labels:
            after = run.bench.take(states[-1], label)
            if after is None:
                return []
            states.append(after)
        found.append(states)
    return found


def hits_at(bench: Bench, state: State, wanted: Collection[Target]) -> dict[Target, Label]:
    """The calls in vain at one state that hit something wanted."""
    return dict(_here(bench, [state], set(wanted)))


def _here(bench: Bench, states: Sequence[State], wanted: set[Target]) -> Iterator[tuple[Target, Label]]:
    """What is hit at the first of the states by calls that end alike at all of them."""
    left = {target for target in wanted if target.aspect not in (Aspect.DONE, Aspect.CHOICE)}
    asked = dict.fromkeys(target.step for target in sorted(left, key=lambda t: bench.numbers[t.step]))
    for name in asked:
        open_ = {target for target in left if target.step == name}
        for label in bench.calls(bench.model.step(name)):
            hit = open_.intersection(bench.hit(states[0], label))
            if hit and len({bench.answer(state, label) for state in states}) == 1:
                open_ -= hit
                yield from ((target, label) for target in sorted(hit, key=_order))
            if not open_:
                break


def _order(target: Target) -> tuple[str, int, int]:
    return (target.aspect, target.guard, target.other)
