"""The verdict on a deployment, as data: what was proved, checked, assumed and left, put together pair by pair."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property

from attrs import frozen

from septum.engines.results import ProofResult, Verdict, worst
from septum.report.certificate.certificate import Certificate
from septum.report.failure import Failure
from septum.spec.model import Model
from septum.workload import (
    Allocation,
    ChannelBetween,
    Deployment,
    Entry,
    Finding,
    LifecycleResult,
    Pair,
    ResidualChannel,
    SharedBetween,
    SideCondition,
    judge_entries,
    shared_between,
)

_WRITE = ("o_init", "o_inv", "o_write")
"""The clauses from which it follows that nobody writes what another sees; confidentiality needs all of them."""
_JUDGED = {Finding.HOLDS: Verdict.PROVED, Finding.BROKEN: Verdict.VIOLATED, Finding.NOT_RUN: Verdict.NOT_RUN}


class Shared(StrEnum):
    """The word for two tenants who share, by intent, what the theorem gives to one alone: nothing is claimed of them.

    It says less than `violated`, for which there is a run, and the exit status is the same.
    """

    SHARED = "shared"


Word = Verdict | Shared
"""What is said of two tenants and one property."""


@frozen
class Judgement:
    """Everything that is known of a deployment.

    `today`: the day by which acceptances were judged. `certificate`: of the theorem; None where none was asked for.
    """

    deployment: Deployment
    allocation: Allocation
    model: Model
    proof: ProofResult
    failures: tuple[Failure, ...]
    life: LifecycleResult
    conditions: tuple[SideCondition, ...]
    channels: tuple[ResidualChannel, ...]
    today: date
    certificate: Certificate | None = None

    @cached_property
    def shared(self) -> tuple[SharedBetween, ...]:
        """Who shares what by intent."""
        return shared_between(self.deployment)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What each entry of `accept` came to."""
        return judge_entries(self.deployment, self.channels)

    @property
    def open_channels(self) -> tuple[ResidualChannel, ...]:
        """The channels that some pair does not accept."""
        return tuple(channel for channel in self.channels if channel.not_accepted)

    @cached_property
    def pairs(self) -> tuple["PairVerdict", ...]:
        """One verdict for every two tenants, in the order of the file."""
        return judge_pairs(self)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the whole."""
        words = [word for pair in self.pairs for word in (pair.write, pair.read, pair.fingerprint)]
        certified = [] if self.certificate is None else [self.certificate.verdict]
        return worst([self.proof.verdict, *certified, host_verdict(self.conditions), *map(verdict_of, words)])


@frozen
class PairVerdict:
    """The verdict on two tenants. `but_for`: the residual channels between them; `open`: those not accepted.

    `shared`: what they share by intent.
    """

    pair: tuple[str, str]
    write: Word
    read: Word
    fingerprint: Word
    but_for: tuple[str, ...]
    open: tuple[str, ...]
    one_trust: bool
    shared: tuple[str, ...]

    @property
    def reason(self) -> str | None:
        """Why it is not proved, where that is no attack and no gap in a proof."""
        if Shared.SHARED in (self.write, self.read, self.fingerprint):
            return "shared"
        return "channel-not-accepted" if self.open else None


def verdict_of(word: Word) -> Verdict:
    """What a word means for the exit status."""
    return Verdict.VIOLATED if isinstance(word, Shared) else word


def host_verdict(conditions: Sequence[SideCondition]) -> Verdict:
    """Whether the theorem speaks about this host, for tenants who share nothing by intent."""
    return worst([_JUDGED[c.verdict] for c in conditions if c.verdict is not Finding.SHARED])


def judge_pairs(judgement: Judgement) -> tuple[PairVerdict, ...]:
    """One verdict for every two tenants, in the order of the file."""
    proof = judgement.proof
    host = host_verdict(judgement.conditions)
    about = _asked([finding.verdict for finding in proof.vacuity])
    write = worst([host, *about, *_asked([o.verdict for o in proof.outcomes if o.clause in _WRITE])])
    read = worst([host, *about, *_asked([o.verdict for o in proof.outcomes])])
    shared = {between.pair: between.what for between in judgement.shared}
    trust = {tenant.name.value: tenant.trust.value for tenant in judgement.deployment.tenants}
    channels = _by_pair((c.kind.identifier, c.between) for c in judgement.channels)
    not_accepted = _by_pair((c.kind.identifier, c.not_accepted) for c in judgement.channels)
    found: list[PairVerdict] = []
    for pair in judgement.deployment.pairs:
        between, open_ = channels.get(pair, ()), not_accepted.get(pair, ())
        fingerprint = worst([read, Verdict.VIOLATED]) if open_ else read
        one_trust = trust[pair[0]] == trust[pair[1]]
        what = shared.get(pair, ())
        words = _words((write, read, read if what else fingerprint), what)
        found.append(PairVerdict(pair, *words, tuple(between), tuple(open_), one_trust, what))
    return tuple(found)


def _by_pair(channels: Iterable[tuple[str, Iterable[ChannelBetween]]]) -> dict[Pair, list[str]]:
    """The ids of the channels between each pair, in the order of the channels."""
    found: dict[Pair, list[str]] = {}
    for identifier, between in channels:
        for b in between:
            found.setdefault(b.pair, []).append(identifier)
    return found


def _asked(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts; NOT_RUN where there is none: nothing is proved because nothing was asked."""
    return verdicts or [Verdict.NOT_RUN]


def _words(verdicts: tuple[Verdict, Verdict, Verdict], shared: tuple[str, ...]) -> tuple[Word, Word, Word]:
    """What is said. A violated theorem is the stronger word; what shares is `shared`, however much is undecided."""
    write, read, fingerprint = (
        Shared.SHARED if shared and verdict is not Verdict.VIOLATED else verdict for verdict in verdicts
    )
    return write, read, fingerprint
