"""Residual channels as lines: those of a deployment, between whom, and who accepts them; and what stands behind one."""

from collections.abc import Sequence

from septum.report.deployment import Judgement
from septum.report.explanation import Answer
from septum.report.layout import entry, table, wrapped
from septum.report.quantities import count, plural
from septum.workload import ChannelBetween, ChannelKind, ResidualChannel, Standing, Use

_NAMED = 6
"""How many pairs are named in a line."""


def channel_lines(judgement: Judgement, everything: bool) -> list[str]:
    """The residual channels; of an open one, or of all where `everything` is wanted, how it is known and removed."""
    channels = judgement.channels
    pairs = len(judgement.deployment.pairs)
    open_ = len(judgement.open_channels)
    if not channels:
        none = "0 residual: no two tenants of different trust share what nobody divides"
        return [*entry("channels", none), *unused_lines(judgement)]
    alike = {len(channel.between) for channel in channels}
    each = f", each between {_pairs_of(alike.pop(), pairs)}" if len(alike) == 1 else ""
    between = each or f", between all {pairs} pairs where none are named"
    lines = entry("channels", f"{len(channels)} residual, fingerprint only{between}, {count(open_)} open")
    rows = [(c.kind.identifier, c.kind.sentence, _standing(c), _place(c)) for c in channels]
    indent = 4 + max(len(row[0]) for row in rows)
    for channel, line in zip(channels, table(rows, indent=2), strict=True):
        lines.append(line)
        if channel.not_accepted or everything:
            lines += _known_lines(channel, indent)
        if len(channel.between) < pairs and not each:
            lines += wrapped(f"between {_named(channel.between)}", " " * indent, indent)
        if 0 < len(channel.not_accepted) < len(channel.between):
            lines += wrapped(f"not accepted between {_named(channel.not_accepted)}", " " * indent, indent)
    return [*lines, *unused_lines(judgement)]


def unused_lines(judgement: Judgement) -> list[str]:
    """Entries of `accept` that accept nothing."""
    unused = [known for known in judgement.entries if known.use is Use.NOTHING]
    texts = [
        f"{known.acceptance.channel.value} :{known.acceptance.span.line} accepts nothing: {known.why}"
        for known in unused
    ]
    return [line for text in texts for line in entry("  unused", text)]


def _known_lines(channel: ResidualChannel, indent: int) -> list[str]:
    """How it is known of this hardware, and what removes it."""
    kind = channel.kind
    grades = ", ".join(channel.grades)
    of = f": {kind.shown_on}" if kind.shown_on else ""
    texts = (kind.evidence, f"{grades}{of}", f"removed by {kind.removed_by}")
    return [line for text in texts for line in wrapped(text, " " * indent, indent)]


def _named(between: Sequence[ChannelBetween]) -> str:
    """The pairs; how many, where they are too many to name. The table of pairs has each of them."""
    names = ["-".join(b.pair) for b in between]
    return " ".join(names) if len(names) <= _NAMED else f"{len(names)} pairs"


def _pairs_of(number: int, total: int) -> str:
    return f"all {plural(total, 'pair')}" if number == total and total > 1 else plural(number, "pair")


def _decisive(channel: ResidualChannel) -> ChannelBetween:
    """The pair whose standing is worst: nothing accepted, else accepted for the shortest time."""
    return min(channel.between, key=lambda b: "" if b.acceptance is None else b.acceptance.until.value.isoformat())


def _standing(channel: ResidualChannel) -> str:
    decisive = _decisive(channel)
    if decisive.acceptance is None:
        return "OPEN"
    word = "EXPIRED on" if decisive.standing is Standing.EXPIRED else "accepted to"
    return f"{word} {decisive.acceptance.until.value}"


def _place(channel: ResidualChannel) -> str:
    acceptance = _decisive(channel).acceptance
    return "" if acceptance is None else f":{acceptance.span.line}"


def explain_channel(channel: ChannelKind) -> Answer:
    """A residual channel."""
    texts = (
        ("channel", f"{channel.identifier}: {channel.sentence}"),
        ("shared by", channel.hardware),
        ("source", channel.source),
        ("known", f"{channel.known}{f': {channel.shown_on}' if channel.shown_on else ''}"),
        ("removed by", channel.removed_by),
        ("a proof", "removes no channel of this kind: it stands in every verdict until the deployment accepts it"),
    )
    return Answer(channel.identifier, "channel", texts)
