"""The residual channels of a deployment, each with the pairs that have it and whether they accept it."""

from datetime import date
from enum import StrEnum

from attrs import frozen

from septum.workload.allocation import Allocation
from septum.workload.channels.arises import RULES, Placement, shared_models
from septum.workload.channels.register import ChannelKind, Grade, load_channels
from septum.workload.deployment import Acceptance, Deployment, Pair


class Standing(StrEnum):
    """Whether a pair of tenants has accepted a channel, on a day."""

    ACCEPTED = "accepted"
    EXPIRED = "expired"
    OPEN = "open"


@frozen
class ChannelBetween:
    """A channel between two tenants. `through`: what they share; `grade`: how it is known of that hardware.

    `acceptance`: of an ACCEPTED or EXPIRED one.
    """

    pair: Pair
    through: tuple[str, ...]
    grade: Grade
    standing: Standing
    acceptance: Acceptance | None


@frozen
class ResidualChannel:
    """A channel that the placement brings about, between these pairs of tenants of different trust."""

    kind: ChannelKind
    between: tuple[ChannelBetween, ...]

    @property
    def not_accepted(self) -> tuple[ChannelBetween, ...]:
        """The pairs that do not accept it, or no longer."""
        return tuple(b for b in self.between if b.standing is not Standing.ACCEPTED)

    @property
    def grades(self) -> tuple[Grade, ...]:
        """How it is known of the hardware of its pairs, each once."""
        return tuple(dict.fromkeys(between.grade for between in self.between))

    @property
    def through(self) -> tuple[str, ...]:
        """Everything that some pair shares, in order, each once."""
        return tuple(dict.fromkeys(name for between in self.between for name in between.through))


def residual_channels(deployment: Deployment, allocation: Allocation, today: date) -> tuple[ResidualChannel, ...]:
    """Every residual channel between tenants of different trust, in the order of the register.

    A channel is accepted to the day `until`, that day included; `today` is the day to judge by. They concern
    fingerprints alone: what is read and written does not pass through them.
    """
    found: list[ResidualChannel] = []
    trust = {tenant.name.value: tenant.trust.value for tenant in deployment.tenants}
    parts = {tenant.name: tenant for tenant in allocation.tenants}
    apart = [pair for pair in deployment.pairs if trust[pair[0]] != trust[pair[1]]]
    placements = [(pair, Placement(deployment, allocation, parts[pair[0]], parts[pair[1]])) for pair in apart]
    for kind in load_channels():
        between: list[ChannelBetween] = []
        for pair, placement in placements:
            through = RULES[kind.arises](placement)
            if through:
                grade = kind.grade(shared_models(placement))
                between.append(_judged(deployment, kind, pair, through, grade, today))
        if between:
            found.append(ResidualChannel(kind, tuple(between)))
    return tuple(found)


def _judged(
    deployment: Deployment, kind: ChannelKind, pair: Pair, through: tuple[str, ...], grade: Grade, today: date
) -> ChannelBetween:
    matching = [
        acceptance
        for acceptance in deployment.accepts
        if acceptance.channel.value == kind.identifier and acceptance.covers(pair)
    ]
    if not matching:
        return ChannelBetween(pair, through, grade, Standing.OPEN, None)
    latest = max(matching, key=lambda acceptance: acceptance.until.value)
    standing = Standing.ACCEPTED if today <= latest.until.value else Standing.EXPIRED
    return ChannelBetween(pair, through, grade, standing, latest)
