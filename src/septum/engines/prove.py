"""The proof of a profile: every obligation, by both solvers, unbounded."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from time import perf_counter

from attrs import define, evolve, field

from septum.engines.cache import Entry
from septum.engines.countermodel import describe
from septum.engines.results import ObligationOutcome, ProofResult, SolverAnswer, VacuityFinding, Verdict
from septum.engines.settings import Progress, Settings, builds, cache_environment, options
from septum.logic.canonical import digest
from septum.obligations import Obligation, generate
from septum.smt.pool import decide_all
from septum.smt.query import Answer, Decision, Premise, Query
from septum.spec.digest import model_digest
from septum.spec.model import Model

_VERDICTS = {
    Answer.FOLLOWS: Verdict.PROVED,
    Answer.FAILS: Verdict.VIOLATED,
    Answer.UNKNOWN: Verdict.UNKNOWN,
    Answer.BUDGET: Verdict.BUDGET,
    Answer.ERROR: Verdict.ERROR,
}


class Interrupted(Exception):
    """The user stopped a proof; `result` has what is known, NOT_RUN for the rest."""

    def __init__(self, result: ProofResult) -> None:
        self.result = result
        super().__init__("interrupted")


def prove(
    model: Model,
    settings: Settings,
    progress: Callable[[Progress], None] | None = None,
    stated: Iterable[Obligation] | None = None,
) -> ProofResult:
    """Prove every obligation of a model and check that none of it is vacuous.

    `stated`: the obligations, where they are not those of the model's own properties. Raises Interrupted on Ctrl-C.
    """
    started = perf_counter()
    every = generate(model) if stated is None else stated
    obligations = [o for o in every if _wanted(o.identifier, settings.only)]
    judging = _Judge(obligations, settings, progress)
    interrupted = False
    try:
        judging.run()
    except KeyboardInterrupt:
        interrupted = True
    vacuity: tuple[VacuityFinding, ...] = ()
    if not interrupted and not settings.only:
        from septum.engines.vacuity import check_vacuity

        try:
            vacuity = check_vacuity(model, settings)
        except KeyboardInterrupt:
            interrupted = True
    result = ProofResult(
        profile=model.name,
        digest=model_digest(model),
        steps=len(model.active_steps()),
        invariants=len(model.invariants),
        views=len(model.views),
        outcomes=tuple(judging.listed()),
        vacuity=vacuity,
        solvers=builds(settings),
        budget=settings.resources,
        assumptions=tuple(model.assumption(name).identifier for name in model.assumes),
        axioms=tuple(axiom.name for axiom in model.axioms),
        workers=settings.workers,
        seconds=perf_counter() - started,
        independent=settings.independent,
    )
    if interrupted:
        raise Interrupted(result)
    return result


def judge(
    obligations: Iterable[Obligation],
    settings: Settings,
    progress: Callable[[Progress], None] | None = None,
) -> list[ObligationOutcome]:
    """The outcomes of obligations, in their order; earlier proofs are taken from the cache."""
    judging = _Judge(list(obligations), settings, progress)
    judging.run()
    return judging.listed()


def hint(
    obligations: Iterable[Obligation],
    settings: Settings,
    progress: Callable[[Progress], None] | None = None,
) -> list[ObligationOutcome]:
    """The same from Z3 alone, where the cache has nothing, and not kept: to know where to look. It proves nothing."""
    judging = _Judge(list(obligations), settings, progress, ("z3",))
    judging.run()
    return judging.listed()


@define(eq=False)
class _Judge:
    obligations: list[Obligation]
    settings: Settings
    progress: Callable[[Progress], None] | None
    hinting: tuple[str, ...] = ()
    """The solvers, where less than all are asked, for a hint."""
    outcomes: dict[int, ObligationOutcome] = field(init=False, factory=dict[int, ObligationOutcome])
    _open: list[int] = field(init=False, factory=list[int])
    _fresh: list[Entry] = field(init=False, factory=list[Entry])
    _solved: int = field(init=False, default=0)
    _cached: int = field(init=False, default=0)
    _slowest: tuple[float, str] = field(init=False, default=(0.0, ""))
    _started: float = field(init=False, factory=perf_counter)

    def run(self) -> None:
        for index, obligation in enumerate(self.obligations):
            if obligation.untouched:
                self.outcomes[index] = ObligationOutcome(
                    obligation.identifier, obligation.clause, Verdict.PROVED, untouched=True
                )
            else:
                self._open.append(index)
        missing = self._from_cache()
        self._tell()
        queries = [_query(self.obligations[index]) for index in missing]

        def done(position: int, decision: Decision) -> None:
            self._take(missing[position], decision)

        try:
            asked = evolve(self.settings, solvers=self.hinting) if self.hinting else self.settings
            decide_all(queries, options(asked), self.settings.workers, done)
        finally:
            if self.settings.cache is not None and self._fresh and not self.hinting:
                self.settings.cache.store(cache_environment(self.settings), self._fresh)

    def listed(self) -> list[ObligationOutcome]:
        """The outcomes in the order of the obligations; NOT_RUN where there is none yet."""
        return [self.outcomes.get(i) or _not_run(o) for i, o in enumerate(self.obligations)]

    def _from_cache(self) -> list[int]:
        if self.settings.cache is None:
            return list(self._open)
        goals = {index: digest(self.obligations[index].goal) for index in self._open}
        found = self.settings.cache.look_up(cache_environment(self.settings), goals.values())
        missing: list[int] = []
        for index in self._open:
            entry = _serving(found.get(goals[index], []), self.obligations[index])
            if entry is None:
                missing.append(index)
                continue
            self._cached += 1
            obligation = self.obligations[index]
            self.outcomes[index] = ObligationOutcome(
                obligation.identifier,
                obligation.clause,
                Verdict.PROVED if entry.follows else Verdict.VIOLATED,
                cached=True,
                core=entry.core,
                hypotheses=_used(obligation, entry.premises),
                model=entry.lines,
                resources=entry.resources,
            )
        return missing

    def _take(self, index: int, decision: Decision) -> None:
        obligation = self.obligations[index]
        answers = tuple(SolverAnswer(s.solver, s.answer, s.resources, s.seconds, s.detail) for s in decision.said)
        resources = max((s.resources for s in decision.said), default=0)
        lines = tuple(describe(decision.structure)) if decision.structure is not None else ()
        outcome = ObligationOutcome(
            obligation.identifier,
            obligation.clause,
            _VERDICTS[decision.answer],
            answers=answers,
            core=decision.core,
            hypotheses=tuple(obligation.hypotheses[p].name for p in decision.premises),
            model=lines,
            resources=resources,
            seconds=decision.seconds,
            detail=decision.detail,
        )
        self.outcomes[index] = outcome
        if decision.answer in (Answer.FOLLOWS, Answer.FAILS) and not self.settings.independent:
            follows = decision.answer is Answer.FOLLOWS
            used = decision.premises if follows else range(len(obligation.hypotheses))
            premises = frozenset(digest(obligation.hypotheses[p].term) for p in used)
            self._fresh.append(Entry(digest(obligation.goal), premises, follows, decision.core, resources, lines))
        self._solved += 1
        self._slowest = max(self._slowest, (decision.seconds, obligation.identifier))
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            seconds, slowest = self._slowest
            self.progress(
                Progress(
                    total=len(self._open),
                    solved=self._solved + self._cached,
                    untouched=len(self.obligations) - len(self._open),
                    cached=self._cached,
                    seconds=perf_counter() - self._started,
                    slowest=slowest,
                    slowest_seconds=seconds,
                )
            )


def _query(obligation: Obligation) -> Query:
    return Query(tuple(Premise(h.name, h.term) for h in obligation.hypotheses), obligation.goal)


def _serving(entries: list[Entry], obligation: Obligation) -> Entry | None:
    """An entry that answers this obligation: proved from some of its premises, or refuted with just these."""
    if not entries:
        return None
    premises = frozenset(digest(h.term) for h in obligation.hypotheses)
    for entry in entries:
        if entry.follows and entry.premises <= premises:
            return entry
    return next((e for e in entries if not e.follows and e.premises == premises), None)


def _used(obligation: Obligation, premises: frozenset[str]) -> tuple[str, ...]:
    return tuple(h.name for h in obligation.hypotheses if digest(h.term) in premises)


def _not_run(obligation: Obligation) -> ObligationOutcome:
    return ObligationOutcome(obligation.identifier, obligation.clause, Verdict.NOT_RUN)


def _wanted(identifier: str, only: tuple[str, ...]) -> bool:
    return not only or any(fnmatchcase(identifier, glob) for glob in only)
