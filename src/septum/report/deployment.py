"""The verdict on a deployment, as data: what was proved, checked, assumed and left, put together pair by pair."""

from collections.abc import Sequence

from attrs import frozen

from septum.engines.results import ProofResult, Verdict, worst
from septum.report.failure import Failure
from septum.spec.model import Model
from septum.workload import (
    Allocation,
    Deployment,
    Finding,
    LifecycleResult,
    ResidualChannel,
    SideCondition,
)

_WRITE = ("o_init", "o_inv", "o_write")
"""The clauses from which it follows that nobody writes what another sees; confidentiality needs all of them."""
_JUDGED = {Finding.HOLDS: Verdict.PROVED, Finding.BROKEN: Verdict.VIOLATED, Finding.NOT_RUN: Verdict.NOT_RUN}


@frozen
class Judgement:
    """Everything that is known of a deployment. `total`: the number of obligations of its profile."""

    deployment: Deployment
    allocation: Allocation
    model: Model
    proof: ProofResult
    failures: tuple[Failure, ...]
    life: LifecycleResult
    conditions: tuple[SideCondition, ...]
    channels: tuple[ResidualChannel, ...]

    @property
    def open_channels(self) -> tuple[ResidualChannel, ...]:
        """The channels that some pair does not accept."""
        return tuple(channel for channel in self.channels if channel.not_accepted)

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole."""
        pairs = judge_pairs(self)
        verdicts = [v for pair in pairs for v in (pair.write, pair.read, pair.fingerprint)]
        return worst([self.proof.verdict, host_verdict(self.conditions), *verdicts])


@frozen
class PairVerdict:
    """The verdict on two tenants. `but_for`: the residual channels between them; `open`: those not accepted."""

    pair: tuple[str, str]
    write: Verdict
    read: Verdict
    fingerprint: Verdict
    but_for: tuple[str, ...]
    open: tuple[str, ...]
    one_trust: bool


def host_verdict(conditions: Sequence[SideCondition]) -> Verdict:
    """Whether the theorem speaks about this host."""
    return worst([_JUDGED[condition.verdict] for condition in conditions])


def judge_pairs(judgement: Judgement) -> tuple[PairVerdict, ...]:
    """One verdict for every two tenants, in the order of the file."""
    proof = judgement.proof
    host = host_verdict(judgement.conditions)
    about = [finding.verdict for finding in proof.vacuity]
    write = worst([host, *about, *(o.verdict for o in proof.outcomes if o.clause in _WRITE)])
    read = worst([host, *about, *(o.verdict for o in proof.outcomes)])
    found: list[PairVerdict] = []
    for pair in judgement.deployment.pairs:
        one, other = (judgement.deployment.tenant(name) for name in pair)
        between = [c.kind.identifier for c in judgement.channels if any(b.pair == pair for b in c.between)]
        open_ = [c.kind.identifier for c in judgement.channels if any(b.pair == pair for b in c.not_accepted)]
        fingerprint = worst([read, Verdict.VIOLATED]) if open_ else read
        one_trust = one.trust.value == other.trust.value
        found.append(PairVerdict(pair, write, read, fingerprint, tuple(between), tuple(open_), one_trust))
    return tuple(found)
