"""Do both statements judge a weakened model alike?

Invariants that are no longer inductive are left out first; that is the same question in both statements, so it is
asked once. Then each statement judges the rest by itself. To choose what to look at again, each remembers what the
proofs of the whole model used.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from septum.engines.known import Known, know
from septum.engines.losses import judge_loss
from septum.engines.minimal.parts import Part, less, let_loose
from septum.engines.minimal.results import Group
from septum.engines.prove import judge
from septum.engines.reach.claims import Claims
from septum.engines.reach.statement import isolation_obligations
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.obligations import Obligation, generate
from septum.spec.model import Model, without


class Agreement(StrEnum):
    """What two statements say of the same model."""

    PROVED = "both prove"
    REFUTED = "both refute"
    REACH_ALONE = "reach alone refutes"
    RUNS_ALONE = "runs alone refutes"


@frozen
class Comparison:
    """`runs` and `reach`: obligations of isolation that each statement leaves open; `lost`: facts left out before."""

    name: str
    runs: tuple[str, ...]
    reach: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def agreement(self) -> Agreement:
        """Whether they judge it alike."""
        if self.runs:
            return Agreement.REFUTED if self.reach else Agreement.RUNS_ALONE
        return Agreement.REACH_ALONE if self.reach else Agreement.PROVED


@frozen(eq=False)
class Bench:
    """A model with what its proofs used, by either statement.

    `runs`: None where the first statement does not prove the whole, so that nothing can be taken from its proof.
    `open_`: what reach leaves open of the whole.
    """

    model: Model
    settings: Settings
    claims: Claims
    runs: Known | None
    steps_of: Mapping[str, frozenset[str]]
    open_: tuple[str, ...]


def bench(model: Model, settings: Settings) -> Bench:
    """Judge the whole model by both statements."""
    claims = Claims(settings)
    obligations = isolation_obligations(model, claims)
    steps: dict[str, set[str]] = {}
    open_: list[str] = []
    for obligation, outcome in zip(obligations, judge(obligations, settings), strict=True):
        if outcome.verdict is not Verdict.PROVED:
            open_.append(obligation.identifier)
        for name in outcome.hypotheses:
            words = name.split()
            if obligation.step is not None and len(words) > 1:
                steps.setdefault(words[1], set()).add(obligation.step)
    used = {name: frozenset(found) for name, found in steps.items()}
    known = know(model, settings)
    proved = len(known.used) == len({o.identifier for o in generate(model)})
    return Bench(model, settings, claims, known if proved else None, used, tuple(open_))


def weakened(model: Model, part: Part) -> Model:
    """The model without a part; an adverse step is let loose instead."""
    return let_loose(model, part.step) if part.group is Group.EVENT and part.adverse else less(model, part)


def compare(judged: Bench, name: str, weak: Model) -> Comparison:
    """What both statements say of a weakened model."""
    loss = judge_loss(judged.model, weak, judged.settings, judged.runs)
    rest = without(weak, *loss.lost)
    runs = tuple(o.identifier for o, _ in loss.failing) if judged.runs is not None else open_by_runs(rest, judged)
    return Comparison(name, runs, open_by_reach(rest, judged), loss.lost)


def compare_parts(
    judged: Bench, parts: Iterable[Part], progress: Callable[[str], None] | None = None
) -> Iterator[Comparison]:
    """The same for each part in turn."""
    for part in parts:
        if progress is not None:
            progress(part.identifier)
        yield compare(judged, part.identifier, weakened(judged.model, part))


def open_by_runs(weak: Model, judged: Bench) -> tuple[str, ...]:
    """What the first statement leaves open of isolation, of a whole model."""
    asked = [o for o in generate(weak) if o.clause not in ("o_init", "o_inv")]
    outcomes = judge(asked, judged.settings)
    return tuple(o.identifier for o, r in zip(asked, outcomes, strict=True) if r.verdict is not Verdict.PROVED)


def open_by_reach(weak: Model, judged: Bench) -> tuple[str, ...]:
    """What the second statement leaves open of isolation, of a weakened model."""
    before = {step.name: step for step in judged.model.active_steps()}
    changed = {s.name for s in weak.active_steps() if before.get(s.name) is not s}
    names = {p.name for p in judged.model.invariants} - {p.name for p in weak.invariants}
    for name in names:
        changed |= judged.steps_of.get(name, frozenset())
    views_changed = weak.views != judged.model.views
    only = None if views_changed else frozenset(changed)
    asked: tuple[Obligation, ...] = isolation_obligations(weak, judged.claims, only)
    outcomes = judge(asked, judged.settings)
    found = [o.identifier for o, r in zip(asked, outcomes, strict=True) if r.verdict is not Verdict.PROVED]
    if only is None:
        return tuple(found)
    return (*found, *(name for name in judged.open_ if name.split("/")[0] not in only))
