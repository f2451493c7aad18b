"""A few short sequences out of many runs: greedy, then each less what it does not need."""

from collections.abc import Collection, Iterable, Sequence

from attrs import field, frozen

from septum.engines.conformance.bench import Label
from septum.engines.conformance.hits import Hits
from septum.engines.conformance.runs import Told
from septum.engines.conformance.targets import Aspect, Target
from septum.engines.refute.guided.shrink import shrink
from septum.interpreter.effects import State


@frozen
class Call:
    """A call of a sequence, done or in vain, and what it is there for: nothing where it only leads on."""

    label: Label
    covers: tuple[Target, ...] = ()

    @property
    def in_vain(self) -> bool:
        """Is it there to be refused, or to be impossible?"""
        return any(target.aspect not in (Aspect.DONE, Aspect.CHOICE) for target in self.covers)


@frozen(eq=False)
class Chosen:
    """The calls of a sequence, on the bench of the run that they were taken from."""

    run: Told
    calls: tuple[Call, ...] = field(factory=tuple)


def cover(candidates: Iterable[tuple[Told, Hits]], wanted: Collection[Target]) -> tuple[Chosen, ...]:
    """Sequences that together hit whatever of the wanted some candidate hits: most for its length first."""
    listed = list(candidates)
    left = {target for target in wanted if any(target in hits for _, hits in listed)}
    chosen: list[Chosen] = []
    while left:
        run, hits = max(listed, key=lambda one: _worth(one[1], left))
        mine = {target: hit for target, hit in hits.items() if target in left}
        left -= set(mine)
        chosen.append(_shortened(run, _calls(run, mine)))
    return tuple(chosen)


def _worth(hits: Hits, left: Collection[Target]) -> float:
    mine = [hit for target, hit in hits.items() if target in left]
    return len(mine) / (max(hit.length for hit in mine) + len(mine)) if mine else 0.0


def _calls(run: Told, hits: Hits) -> list[Call]:
    """The run up to the last hit, with the calls in vain in their places."""
    vain: dict[int, dict[Label, list[Target]]] = {}
    done: dict[int, list[Target]] = {}
    for target, hit in hits.items():
        if target.aspect in (Aspect.DONE, Aspect.CHOICE):
            done.setdefault(hit.place, []).append(target)
        else:
            vain.setdefault(hit.place, {}).setdefault(hit.label, []).append(target)
    calls: list[Call] = []
    for place in range(max(hit.place for hit in hits.values()) + 1):
        calls.extend(Call(label, tuple(targets)) for label, targets in vain.get(place, {}).items())
        if place < len(run.labels):
            calls.append(Call(run.labels[place], tuple(done.get(place, ()))))
    while calls and not calls[-1].covers:
        calls.pop()
    return calls


def _shortened(run: Told, calls: Sequence[Call]) -> Chosen:
    """Less the actions without which everything is still hit."""

    def keeps(part: list[Call]) -> bool:
        return sum(bool(call.covers) for call in part) == needed and _hits_all(run, part)

    needed = sum(bool(call.covers) for call in calls)
    return Chosen(run, tuple(shrink(calls, keeps)))


def _hits_all(run: Told, calls: Sequence[Call]) -> bool:
    """Is each call answered as it is to be, for what it covers, and alike whatever nobody says of the start?"""
    first = run.bench.starts[0]
    return _hits(run, calls) and all(same_answers(run, calls, first, start) for start in run.bench.starts[1:])


def _hits(run: Told, calls: Sequence[Call]) -> bool:
    state = run.states[0]
    for call in calls:
        after = run.bench.take(state, call.label)
        if call.in_vain:
            if after is not None or not set(call.covers) <= set(run.bench.hit(state, call.label)):
                return False
            continue
        if after is None or not set(call.covers) <= set(run.bench.done(state, call.label)):
            return False
        state = after
    return True


def same_answers(run: Told, calls: Sequence[Call], one: State, other: State) -> bool:
    """Do the calls end alike from two starts?"""
    for call in calls:
        if run.bench.answer(one, call.label) != run.bench.answer(other, call.label):
            return False
        one = run.bench.take(one, call.label) or one
        other = run.bench.take(other, call.label) or other
    return True
