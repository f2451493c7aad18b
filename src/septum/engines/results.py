"""What the engines answer: verdicts, outcomes of obligations, attacks. Pure data; `septum.report` prints it."""

from enum import StrEnum

from attrs import field, frozen

from septum.diagnostics.span import Span


class Verdict(StrEnum):
    """The only words for an answer. Never a truth value: a timeout is not green, nor is an empty list."""

    PROVED = "proved"
    VIOLATED = "violated"
    UNKNOWN = "unknown"
    BUDGET = "budget"
    VACUOUS = "vacuous"
    NOT_RUN = "not run"
    ERROR = "error"


_RANK = (Verdict.VIOLATED, Verdict.ERROR, Verdict.UNKNOWN, Verdict.BUDGET, Verdict.VACUOUS, Verdict.NOT_RUN)


def worst(verdicts: "list[Verdict]") -> Verdict:
    """One verdict for many: violated, else error, else undecided, else proved; NOT_RUN where there is none."""
    for verdict in _RANK:
        if verdict in verdicts:
            return verdict
    return Verdict.PROVED if verdicts else Verdict.NOT_RUN


@frozen
class SolverAnswer:
    """What one solver said of one query: `unsat`, `sat`, `unknown`, `budget` or `error`, and what it cost."""

    solver: str
    answer: str
    resources: int = 0
    seconds: float = 0.0
    detail: str = ""


@frozen
class ObligationOutcome:
    """The verdict on one obligation. `identifier` is `take_back/o_inv/no_stale_dma`.

    `untouched`: proved by the text alone, no solver was asked. `cached`: both solvers proved it in an earlier run.
    `core`: the instances of hypotheses that suffice, as text, for certificates. `model`: where it is violated, a
    finite countermodel, as lines.
    """

    identifier: str
    clause: str
    verdict: Verdict
    untouched: bool = False
    cached: bool = False
    answers: tuple[SolverAnswer, ...] = ()
    core: tuple[str, ...] = ()
    hypotheses: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    resources: int = 0
    seconds: float = 0.0
    detail: str = ""


@frozen
class VacuityFinding:
    """A check that a claim is about something. `kind`: step, invariant, view, pair, axiom or example."""

    kind: str
    name: str
    verdict: Verdict
    detail: str = ""
    span: Span | None = None


@frozen
class ProofResult:
    """The proof of a profile: every obligation accounted for. `statement`: of isolation, by `runs` or by `reach`."""

    profile: str
    digest: str
    steps: int
    invariants: int
    views: int
    outcomes: tuple[ObligationOutcome, ...]
    vacuity: tuple[VacuityFinding, ...]
    solvers: dict[str, str]
    budget: int
    assumptions: tuple[str, ...] = ()
    axioms: tuple[str, ...] = ()
    workers: int = 1
    seconds: float = 0.0
    independent: bool = False
    statement: str = "runs"

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole; nothing is proved where nothing was asked."""
        if not self.outcomes:
            return Verdict.NOT_RUN
        return worst([o.verdict for o in self.outcomes] + [v.verdict for v in self.vacuity])


@frozen
class Change:
    """An entry of the state before and after: `text` is `stage2(alice, 0x10, p1)`."""

    text: str
    before: str
    after: str


@frozen
class Event:
    """One step of one run: who did what, how it ended, what changed.

    `actor`: a principal or the name of a guest. `outcome`: `done`, or `refused` with its status. `told`: news with
    whom they went to. `loosened`: the dropped guard or assumption would have stopped it here.
    """

    actor: str
    step: str
    arguments: tuple[tuple[str, str], ...]
    outcome: str
    status: str | None = None
    returned: str | None = None
    changes: tuple[Change, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    loosened: bool = False
    span: Span | None = None


@frozen
class Moment:
    """The same moment of one or two runs; None where a run does nothing then."""

    first: Event | None
    second: Event | None = None


@frozen
class Fall:
    """Where the property falls.

    `property`: `write`, `read` or `fingerprint`, or the name of a stated property. `victim`: who sees it. `entry`:
    the view entry, reply or status with its arguments, `first` and `second` its differing values, `span` the line
    that says so.
    """

    property: str
    victim: str
    source: str | None
    moment: int
    entry: str
    first: str
    second: str
    span: Span | None
    reason: str


@frozen
class Attack:
    """A run, or two, from the initial states, replayed by the interpreter.

    `shortest`: no shorter one of its kind exists on an instance of this size. `broken`: invariants, each with the
    moment after which it first fails. `start`: the entries in which the initial states of two runs differ, with the
    value in the first run and in the second.
    """

    model: str
    moments: tuple[Moment, ...]
    fall: Fall
    two_runs: bool
    shortest: bool
    replayed: bool
    broken: tuple[tuple[str, int], ...] = ()
    instance: dict[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    constants: tuple[Change, ...] = ()
    start: tuple[Change, ...] = ()


class Weight(StrEnum):
    """What a guard, tell or assumption is for."""

    NEEDED = "needed"
    FUNCTIONAL = "functional"
    SECOND_LINE = "second-line"
    TIMING = "timing"
    MEANS_OF_PROOF = "means-of-proof"
    UNDECIDED = "undecided"


@frozen
class DropResult:
    """What the loss of `dropped` does: an attack, or a proof that isolation holds without it.

    `lost`: invariants that are no longer inductive and were not needed. `partner`: for SECOND_LINE, what else must
    go before an attack exists (`attack` is then that of the pair). `failing`: an obligation that fails.
    """

    dropped: str
    kind: str
    weight: Weight
    verdict: Verdict
    span: Span | None
    text: str
    attack: Attack | None = None
    lost: tuple[str, ...] = ()
    partner: str | None = None
    failing: tuple[str, ...] = ()
    detail: str = ""


@frozen
class Bearing:
    """What the loss of an assumption does, in short.

    `obligations`: so many are proved with it and not without. `steps`: the length of the attack, 0 where there is
    none. `fall`: what the attack breaks (`write`, `read`, `fingerprint` or a stated property), from `source`, where
    somebody's doing is the source, to `victim`.
    """

    identifier: str
    weight: Weight
    verdict: Verdict
    obligations: int
    steps: int = 0
    two_runs: bool = False
    replayed: bool = False
    fall: str = ""
    source: str | None = None
    victim: str | None = None
