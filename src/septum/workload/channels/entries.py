"""What each entry of `accept` came to: one that accepts nothing is a promise about nothing, and is said to be so."""

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from septum.workload.channels.residual import ResidualChannel, Standing
from septum.workload.deployment import Acceptance, Deployment, Pair


class Use(StrEnum):
    """What an entry does on a day."""

    ACCEPTS = "accepts"
    EXPIRED = "expired"
    NOTHING = "accepts nothing"


@frozen
class Entry:
    """An entry of `accept`, and the pairs whose standing it decides. `why`: of one that accepts nothing."""

    acceptance: Acceptance
    use: Use
    pairs: tuple[Pair, ...]
    why: str


def judge_entries(deployment: Deployment, channels: Sequence[ResidualChannel]) -> tuple[Entry, ...]:
    """Every entry, in the order of the file. `channels`: the residual channels of the deployment, judged on a day."""
    return tuple(_entry(acceptance, deployment, channels) for acceptance in deployment.accepts)


def _entry(acceptance: Acceptance, deployment: Deployment, channels: Sequence[ResidualChannel]) -> Entry:
    kind = acceptance.channel.value
    between = [b for channel in channels if channel.kind.identifier == kind for b in channel.between]
    decided = [b for b in between if b.acceptance is acceptance]
    if decided:
        use = Use.ACCEPTS if decided[0].standing is Standing.ACCEPTED else Use.EXPIRED
        return Entry(acceptance, use, tuple(b.pair for b in decided), "")
    named = [b for b in between if acceptance.covers(b.pair)]
    covered = [pair for pair in deployment.pairs if acceptance.covers(pair)]
    if named and named[0].acceptance is not None:
        why = f"line {named[0].acceptance.span.line} accepts it as long or longer"
    elif covered and all(_one_trust(pair, deployment) for pair in covered):
        why = "these tenants are of one trust group"
    else:
        why = "no such pair shares what it is about"
    return Entry(acceptance, Use.NOTHING, (), why)


def _one_trust(pair: Pair, deployment: Deployment) -> bool:
    one, other = (deployment.tenant(name).trust.value for name in pair)
    return one == other
