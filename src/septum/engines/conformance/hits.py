"""Which targets a run hits: by what it does, and by calls in vain that could be made on its way."""

from collections.abc import Collection, Iterator, Mapping

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
    """The first place of each target that is wanted."""
    left = set(wanted)
    found: dict[Target, Hit] = {}
    for place, state in enumerate(run.states):
        # What was not hit before can only be hit at a step that the action in between has touched.
        touched = None if place == 0 else run.bench.touched(run.labels[place - 1])
        for target, label in _here(run.bench, state, {t for t in left if touched is None or t.step in touched}):
            found[target] = Hit(place, label)
            left.discard(target)
        if place < len(run.labels):
            for target in run.bench.done(state, run.labels[place]):
                if target in left:
                    found[target] = Hit(place, run.labels[place])
                    left.discard(target)
    return found


def hits_at(bench: Bench, state: State, wanted: Collection[Target]) -> dict[Target, Label]:
    """The calls in vain at one state that hit something wanted."""
    return dict(_here(bench, state, set(wanted)))


def _here(bench: Bench, state: State, wanted: set[Target]) -> Iterator[tuple[Target, Label]]:
    left = {target for target in wanted if target.aspect not in (Aspect.DONE, Aspect.CHOICE)}
    asked = dict.fromkeys(target.step for target in sorted(left, key=lambda t: (bench.numbers[t.step], t.guard)))
    for name in asked:
        open_ = {target for target in left if target.step == name}
        for label in bench.calls(bench.model.step(name)):
            for target in bench.hit(state, label):
                if target in open_:
                    open_.discard(target)
                    yield target, label
            if not open_:
                break
