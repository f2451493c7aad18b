"""Every inclusion-minimal set of capabilities that runs a workload."""

from collections.abc import Callable

from attrs import evolve

from septum.engines.cache import Cache
from septum.engines.capabilities.goals import capabilities_of, goals_of
from septum.engines.capabilities.necessity import Case, prove_needed
from septum.engines.capabilities.relaxed import Value, excluded_values
from septum.engines.capabilities.sets import Set, explore
from septum.engines.capabilities.statements import start_excludes
from septum.engines.capabilities.witness import Witness, witnesses_of
from septum.engines.minimal.results import Capabilities, CapabilitySet, Necessity
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.logic.symbols import Symbol
from septum.smt.processes import share_out
from septum.spec.model import Example, Model

Progress = Callable[[int, int, str], None]


def find_capabilities(
    model: Model, workload: Example, settings: Settings, progress: Progress | None = None
) -> Capabilities:
    """The sets of capabilities that run a workload of the profile, each by a story, none with one too many.

    That none is smaller, and that there are no others, rests on proofs; `complete` says whether all were found.
    """
    universe = capabilities_of(model)
    goals = goals_of(workload)
    witnesses = witnesses_of(model, workload, goals)
    shown = _Shown(witnesses)
    if not shown.suffices(frozenset(universe)):
        text = f"no story with things of these names reaches all that {workload.name} wants"
        return Capabilities(workload.name, workload.span, universe, (), (), False, text)
    found = explore(universe, shown.suffices)
    witness = shown.by(frozenset(universe))
    played = witness.play(witness.calls)
    assert played is not None
    case = Case(model, workload, goals, witness, played, start_values(model, settings))
    missing = [tuple(name for name in universe if name in needed) for needed in found.needed]
    necessities = _proved(case, missing, settings, progress)
    proved = [frozenset(one.dropped) for one in necessities if one.verdict is Verdict.PROVED]
    sets = tuple(
        CapabilitySet(
            tuple(name for name in universe if name in one),
            shown.by(one).story.name,
            tuple(name for name in universe if name in one and not any(p & one == frozenset({name}) for p in proved)),
        )
        for one in found.sufficient
    )
    open_ = [" ".join(one.dropped) for one in necessities if one.verdict is not Verdict.PROVED]
    text = f"not proved to be needed: {'; '.join(open_)}" if open_ else ""
    return Capabilities(workload.name, workload.span, universe, sets, necessities, not open_, text)


class _Shown:
    """Which sets of capabilities a story shows to be enough."""

    def __init__(self, witnesses: tuple[Witness, ...]) -> None:
        self._witnesses = witnesses
        self._known: dict[tuple[int, Set], bool] = {}

    def suffices(self, capabilities: Set) -> bool:
        """Does some story play with these alone?"""
        return any(self._plays(number, capabilities) for number in range(len(self._witnesses)))

    def by(self, capabilities: Set) -> Witness:
        """The first story that plays with these alone. Raises StopIteration where none does."""
        return next(w for number, w in enumerate(self._witnesses) if self._plays(number, capabilities))

    def _plays(self, number: int, capabilities: Set) -> bool:
        witness = self._witnesses[number]
        allowed = capabilities & witness.calls
        if (number, allowed) not in self._known:
            self._known[number, allowed] = witness.play(allowed) is not None
        return self._known[number, allowed]


def start_values(model: Model, settings: Settings) -> dict[Symbol, frozenset[Value]]:
    """The values that symbols can have at the start, as far as the initial facts exclude any."""
    asked = excluded_values(model)
    answers = start_excludes(model, [fact for _, _, fact in asked], settings)
    values: dict[Symbol, set[Value]] = {}
    for (symbol, value, _), excluded in zip(asked, answers, strict=True):
        known = values.setdefault(symbol, set[Value]())
        if not excluded:
            known.add(value)
    return {symbol: frozenset(found) for symbol, found in values.items()}


def _proved(
    case: Case, missing: list[tuple[str, ...]], settings: Settings, progress: Progress | None
) -> tuple[Necessity, ...]:
    answers: dict[int, Necessity] = {}
    cache = settings.cache
    inside = evolve(settings, workers=1, cache=None if cache is None else Cache(cache.path))

    def done(position: int, answer: Necessity) -> None:
        answers[position] = answer
        if progress is not None:
            progress(len(answers), len(missing), f"capability: {' '.join(answer.dropped)}")

    def died(position: int, how: str) -> None:
        raise RuntimeError(f"the process at {' '.join(missing[position])} was {how}")

    share_out(len(missing), lambda n: prove_needed(case, missing[n], inside), settings.workers, done, died)
    return tuple(answers[position] for position in range(len(missing)))
