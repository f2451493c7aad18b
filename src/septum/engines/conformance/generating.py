"""From a model to conformance sequences."""

from collections.abc import Set

from attrs import define, field

from septum.engines.conformance.covering import cover
from septum.engines.conformance.hits import Hits, hits_along
from septum.engines.conformance.mutants import judge_mutants
from septum.engines.conformance.neighbours import search_neighbours
from septum.engines.conformance.replaying import replayed
from septum.engines.conformance.results import Absence, Conformance, Missing
from septum.engines.conformance.runs import Told, spared_runs, told_runs
from septum.engines.conformance.targets import Aspect, Target, targets_of
from septum.engines.conformance.unreachable import excluded, never_reached
from septum.engines.settings import Settings
from septum.spec.digest import model_digest
from septum.spec.model import Model

STATES = 20_000
"""How many states near the examples are visited at most, where no limit is given."""

_FIRST = 10
"""One in so many of them before it is tried to prove that what is left is out of reach."""


def generate_sequences(model: Model, settings: Settings, seed: int = 0, states: int = STATES) -> Conformance:
    """Sequences that cover what can be found of the targets of a model.

    `seed`: another gives other arguments, and so other sequences. `states`: how many states near the examples are
    visited at most. Raises NotReplayedError where the interpreter does not confirm a sequence: an internal error.
    """
    targets = targets_of(model)
    search = _Search(model, targets, seed)
    out = set(excluded(model, search.left, settings))
    search.look_near(out, states // _FIRST)
    out |= never_reached(model, [target for target in search.left if target not in out], settings)
    search.add_spared(out)
    search.look_near(out, states)
    left, found = search.left, search.found
    chosen = cover(found, _wanted([target for target in targets if target not in left]))
    missing = [Missing(t, Absence.EXCLUDED if t in out else Absence.UNKNOWN) for t in left]
    return Conformance(
        profile=model.name,
        digest=model_digest(model),
        sequences=replayed(chosen),
        targets=targets,
        missing=tuple(missing),
        mutants=judge_mutants(model, chosen, out),
        states=search.visited,
        limit=states,
    )


@define(eq=False)
class _Search:
    """Runs and what they hit: those that are told, then with something to spare, then others near them."""

    model: Model
    targets: tuple[Target, ...]
    seed: int
    found: list[tuple[Told, Hits]] = field(init=False)
    visited: int = field(init=False, default=0)
    _told: list[Told] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._told = list(told_runs(self.model, self.seed))
        self.found = [(run, hits_along(run, self.targets)) for run in self._told]

    @property
    def left(self) -> list[Target]:
        """What nothing hits yet."""
        return [target for target in self.targets if not any(target in hits for _, hits in self.found)]

    def look_near(self, out: Set[Target], states: int) -> None:
        """Look near the runs for what is not `out` of reach, until so many states were visited in all."""
        wanted = [target for target in self.left if target not in out]
        if wanted:
            near = search_neighbours(self._told, wanted, states - self.visited)
            self.visited += near.states
            self.found += [(run, hits_along(run, wanted)) for run in near.runs]

    def add_spared(self, out: Set[Target]) -> None:
        """Tell the runs once more, with something to spare, where anything is left that is not `out` of reach."""
        wanted = [target for target in self.left if target not in out]
        if wanted:
            spared = spared_runs(self.model, self.seed)
            self._told += spared
            self.found += [(run, hits_along(run, wanted)) for run in spared]


def _wanted(targets: list[Target]) -> list[Target]:
    """Less those that others bring along: a status that is answered for another target."""
    answered = {(t.step, t.guard) for t in targets if t.aspect in (Aspect.ALONE, Aspect.ORDER)}
    return [t for t in targets if t.aspect is not Aspect.STATUS or (t.step, t.guard) not in answered]
