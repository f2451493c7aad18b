"""An attack near what the examples tell, replayed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from attrs import frozen

from septum.engines.refute.explain import explain
from septum.engines.refute.guided.arena import Label, follow
from septum.engines.refute.guided.births import births
from septum.engines.refute.guided.carry_on import carried_on
from septum.engines.refute.guided.escalating import escalated
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.loss import Loss, loss_between, sought
from septum.engines.refute.guided.noticing import Entry, noticed
from septum.engines.refute.guided.one_run import along, continuations, one_more, shortened
from septum.engines.refute.guided.openings import Opening, openings, shortened_openings
from septum.engines.refute.guided.ranking import ranked
from septum.engines.refute.guided.seeds import Seed, seed
from septum.engines.refute.guided.skeletons import goal_of, skeleton_of
from septum.engines.refute.guided.starts import other_starts
from septum.engines.refute.guided.two_runs import shortened_pair
from septum.engines.refute.guided.variants import told, variants
from septum.engines.refute.guided.watching import Watching
from septum.engines.refute.hints import Hints
from septum.engines.results import Attack
from septum.spec.model import Model

_FEW = 6
"""How many of the best findings of each kind are made shorter."""

_NEAR = 2_500
"""How many actions are tried after one opening."""

_FINDING = 2
"""After so many examples near which something is found no others are looked at, though nobody is handed anything."""

_FINDING_LATER = 8
"""The same, where an invariant is lost: what it kept away may come later."""

_EFFORT = 150_000
"""How many actions are tried in all before no other example is looked at."""


def search_near_examples(model: Model, original: Model, hints: Hints) -> Attack | None:
    """A replayed attack on `model`, which is `original` less something, near a run that an example tells; else None.

    No single action of it can be left out; a shorter one may exist all the same.

    Raises NotReplayedError where the interpreter does not confirm what was found: an internal error.
    """
    loss = loss_between(model, original)
    return explained(loss, Search(loss, hints).best()) if loss.steps else None


def explained(loss: Loss, found: Found | None) -> Attack | None:
    """What was found as an attack that was replayed. Raises NotReplayedError as above."""
    if found is None:
        return None
    goal = goal_of(found, loss.original.invariants)
    return explain(loss.model, loss.original, goal, skeleton_of(found), False)


@frozen(eq=False)
class _Near:
    """An example's run, who watches it, and what the loss makes possible near it: as told, and shortened."""

    run: Seed
    watching: Watching
    whole: Sequence[Opening]
    openings: Sequence[Opening]


class Search:
    """`breathe` is called again and again in between; what it raises ends the search."""

    def __init__(self, loss: Loss, hints: Hints, breathe: Callable[[], None] = lambda: None) -> None:
        self.loss = loss
        self.facts, self.direct = sought(loss, hints)
        self.entries: list[Entry] = []
        self._breathe = breathe

    def best(self) -> Found | None:
        """The finding of least cost near the first few examples."""
        best: tuple[_Near, Found] | None = None
        effort, finding = 0, 0
        most = _FINDING_LATER if self.facts else _FINDING
        for run in filter(None, (seed(self.loss, example) for example in ranked(self.loss, self.facts))):
            self._breathe()
            whole = openings(run, self.facts, self.direct)
            self._breathe()
            near = _Near(run, Watching(run.arena), whole, shortened_openings(whole, self.facts))
            every = self._near(near)
            for found in every:
                if best is None or found.cost < best[1].cost:
                    best = (near, found)
            effort += run.arena.spent
            finding += bool(every)
            if effort > _EFFORT or finding == most or (best is not None and best[1].word):
                break
        if best is None or best[1].word:
            return None if best is None else best[1]
        shown = noticed(self.entries)
        if shown is not None:
            return shortened_pair(*shown)
        near, found = best
        carried = carried_on(near.watching, found, near.run.labels)
        return found if carried is None else shortened_pair(near.watching, carried)

    def _near(self, near: _Near) -> list[Found]:
        found = self._shortened(near, self._findings(near))
        if not any(one.word for one in found):
            found += self._shortened(near, self._whole(near))
        if self.facts and not any(one.word for one in found):
            found += self._shortened(near, self._escalated(near))
        if not found:
            found += births(near.run, near.watching, near.openings)
        return found

    def _findings(self, near: _Near) -> Iterator[Found]:
        """What falls at the openings and after just as much more as shows somebody something."""
        for opening in near.whole:
            yield from along(near.watching, opening)
        for opening in near.openings:
            yield from self._at(near, opening)

    def _at(self, near: _Near, opening: Opening) -> Iterator[Found]:
        self._breathe()
        limit, secrets = near.run.arena.spent + _NEAR, self._secrets(near.run)
        yield from along(near.watching, opening)
        for labels in continuations(near.watching, opening):
            if near.run.arena.spent > limit:
                return
            for found in chain(one_more(near.watching, opening, labels), self._pairs(near, opening, labels, secrets)):
                yield found
                if near.run.arena.spent > limit:
                    return

    def _whole(self, near: _Near) -> Iterator[Found]:
        """What falls when all that is told is done as far as it can be."""
        limit = near.run.arena.spent + _NEAR
        for opening in near.whole:
            self._breathe()
            yield from self._pairs(near, opening, opening.rest, ())
            if near.run.arena.spent > limit:
                return

    def _escalated(self, near: _Near) -> Iterator[Found]:
        limit = near.run.arena.spent + 8 * _NEAR
        for opening in near.whole:
            for labels in continuations(near.watching, opening):
                if opening.broken and near.run.arena.spent < limit:
                    yield from escalated(near.watching, opening, labels)

    def _pairs(self, near: _Near, opening: Opening, rest: Sequence[Label], secrets: Sequence[Label]) -> Iterator[Found]:
        arena = opening.arena
        later, done = follow(arena, opening.states[-1], rest)
        states, labels = (*opening.states, *later[1:]), (*opening.labels, *done)
        others = other_starts(arena.machine, states[0], self.loss.contents)
        since = len(opening.labels) - 1
        run = told(near.watching, states, labels, since)
        yield from variants(near.watching, run, others, secrets)

    def _secrets(self, run: Seed) -> list[Label]:
        """The told actions that write contents."""
        contents = self.loss.contents
        return [x for x in dict.fromkeys(run.labels) if not contents.isdisjoint(run.arena.step(x).writes)]

    def _shortened(self, near: _Near, found: Iterable[Found]) -> list[Found]:
        """The best few, as short as they get."""
        kept: dict[tuple[object, ...], Found] = {}
        for one in found:
            if not one.word:
                self.entries.append((near.watching, one))
            key = (one.kind, one.word, one.runs[0][-1], len(set(one.starts)))
            if key not in kept or one.cost < kept[key].cost:
                kept[key] = one
        few = sorted(kept.values(), key=lambda one: one.cost)[:_FEW]
        return [(shortened if len(one.runs) == 1 else shortened_pair)(near.watching, one) for one in few]
