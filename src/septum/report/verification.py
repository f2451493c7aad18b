"""The report of `septum verify`: the theorem, this host, the assumptions, the channels, then pair by pair."""

from collections import Counter
from collections.abc import Sequence

from septum.engines.results import Verdict
from septum.report.clauses import clause_counts, clause_table
from septum.report.deployment import Judgement, PairVerdict, judge_pairs
from septum.report.failure import failure_lines
from septum.report.layout import MARGIN, entry, listed, table, wrapped
from septum.report.proof import vacuity_failures, vacuity_line
from septum.report.quantities import count, plural
from septum.report.specification import downgrade_text, timing_text
from septum.spec.model import Model
from septum.workload import ChannelBetween, Finding, ResidualChannel, Standing, placement, summarise


def verification_lines(judgement: Judgement, everything: bool) -> list[str]:
    """The whole report; its last line is the verdict."""
    driver = ", driver in the core" if any(c.name == "GpuDriver" for c in judgement.model.concerns) else ""
    lists = [
        wrapped(f"{placement(judgement.deployment)}, profile {judgement.model.name}{driver}", "", 2),
        theorem_lines(judgement, everything),
        host_lines(judgement, everything),
        assumption_lines(judgement, everything),
        channel_lines(judgement),
        pair_lines(judge_pairs(judgement)),
        [last_line(judgement)],
    ]
    lines: list[str] = []
    for part in lists:
        lines += ["", *part] if lines and part else part
    return lines


def theorem_lines(judgement: Judgement, everything: bool) -> list[str]:
    """What is proved of every deployment of the profile, and of what it says nothing."""
    proof, model = judgement.proof, judgement.model
    open_ = sum(o.verdict is not Verdict.PROVED for o in proof.outcomes)
    about = "not vacuous" if all(v.verdict is Verdict.PROVED for v in proof.vacuity) else "see below"
    if not proof.vacuity:
        about = "vacuity not asked"
    number = plural(len(proof.outcomes), "obligation")
    lines = entry("theorem", f"{proof.profile} {proof.digest}, {number}, {count(open_)} open, {about}")
    untouched = sum(o.untouched for o in proof.outcomes)
    solved = sum(o.verdict is Verdict.PROVED and not o.untouched for o in proof.outcomes)
    by = " and by ".join(f"{name} {version}" for name, version in proof.solvers.items())
    each = "each by" if len(proof.solvers) > 1 else "by"
    lines += entry("  solved", f"{count(solved)}, {each} {by}; {count(untouched)} untouched")
    if everything:
        lines += clause_table(clause_counts(proof, model))
        lines += vacuity_line(proof, partial=False)
    lines += listed("  told", list(dict.fromkeys(t.news for s in model.active_steps() for t in s.tells)))
    lines += entry("  downgrade", downgrade_text(model))
    lines += entry("  timing", timing_text(model))
    for number_, missing in enumerate(not_covered_texts(model)):
        lines += entry("" if number_ else "  not covered", missing)
    for failure in judgement.failures:
        lines += failure_lines(failure, model, everything)
    return lines + vacuity_failures(proof.vacuity)


def not_covered_texts(model: Model) -> tuple[str, ...]:
    """Of what the theorem says nothing: the parts that the profile names, and what it assumes not to be there."""
    excluded = sum(model.assumption(name).kind == "exclusion" for name in model.assumes)
    if not excluded:
        return model.not_covered
    return (*model.not_covered, f"{plural(excluded, 'exclusion')}, named among the assumptions")


def host_lines(judgement: Judgement, everything: bool) -> list[str]:
    """The side conditions: what must hold of this deployment, each checked."""
    conditions = judgement.conditions
    counts = Counter(c.verdict for c in conditions)
    words = {Finding.HOLDS: "hold", Finding.BROKEN: "broken", Finding.NOT_RUN: "not run"}
    parts = [f"{counts[finding]} {word}" for finding, word in words.items() if counts[finding]]
    lines = entry("this host", f"{plural(len(conditions), 'side condition')}, {', '.join(parts)}")
    for condition in conditions:
        if condition.verdict is not Finding.HOLDS:
            lines += entry(f"  {condition.verdict}", f"{condition.identifier}: {condition.sentence}")
            lines += entry("", condition.found)
    if everything:
        rows = [(str(c.verdict), c.identifier, c.found) for c in conditions if c.verdict is Finding.HOLDS]
        width = max((len(row[1]) for row in rows), default=0)
        for word, identifier, found in rows:
            first = f"  {word:<12}{identifier:<{width}}  "
            lines += wrapped(found, first, len(first))
    elif len(counts) == 1 and counts[Finding.HOLDS]:
        for line in summarise(judgement.deployment, judgement.allocation, judgement.life):
            lines += entry(f"  {line.label}", line.text)
    return lines


def assumption_lines(judgement: Judgement, everything: bool) -> list[str]:
    """What must be true of the world. Nothing of it is checked on the host yet: all is taken on trust."""
    model = judgement.model
    assumed = [model.assumption(name) for name in model.assumes]
    kinds = Counter(assumption.kind for assumption in assumed)
    lines = entry("assumptions", f"{len(assumed)}: 0 checked on this host, {len(assumed)} on trust")
    facts = judgement.deployment.host.facts
    if facts is not None:
        lines += entry("  facts", f"{facts.value} (:{facts.span.line}) is not read by this version of septum")
    if not everything:
        indent = max(MARGIN, *(len(f"  {kind}  ") for kind in kinds)) if kinds else MARGIN
        for kind in kinds:
            names = " ".join(a.identifier for a in assumed if a.kind == kind)
            lines += wrapped(names, f"{f'  {kind}':<{indent}}", indent)
        return lines
    for assumption in assumed:
        lines += entry("  on trust", f"{assumption.identifier}: {assumption.sentence}")
        lines += entry("", f"check: {assumption.check or 'nothing on a host shows it'}")
    return lines


def channel_lines(judgement: Judgement) -> list[str]:
    """The residual channels: which, between whom, and who accepts them."""
    channels = judgement.channels
    pairs = len(judgement.deployment.pairs)
    open_ = len(judgement.open_channels)
    if not channels:
        return entry("channels", "0 residual: no two tenants of different trust share what nobody divides")
    alike = {len(channel.between) for channel in channels}
    each = f", each between {_pairs_of(alike.pop(), pairs)}" if len(alike) == 1 else ""
    lines = entry("channels", f"{len(channels)} residual, fingerprint only{each}, {open_} open")
    rows = [
        (c.kind.identifier, c.kind.sentence, _standing(c), _place(c), "" if each else _pairs_of(len(c.between), pairs))
        for c in channels
    ]
    for channel, line in zip(channels, table(rows, indent=2), strict=True):
        lines.append(line)
        if channel.not_accepted:
            indent = " " * (4 + max(len(row[0]) for row in rows))
            lines += wrapped(channel.kind.evidence, indent, len(indent))
            lines += wrapped(f"removed by {channel.kind.removed_by}", indent, len(indent))
            if len(channel.not_accepted) < len(channel.between):
                names = ["-".join(between.pair) for between in channel.not_accepted]
                lines += wrapped(f"between {' '.join(names)}", indent, len(indent))
    return lines


def pair_lines(pairs: Sequence[PairVerdict]) -> list[str]:
    """The table of verdicts; pairs with equal ones are one row."""
    if not pairs:
        return entry("pairs", "none: one tenant, and nobody to be isolated from")
    alike: dict[tuple[str, str, str], list[str]] = {}
    several = len({pair.but_for for pair in pairs if not pair.one_trust}) > 1
    for pair in pairs:
        key = (str(pair.write), str(pair.read), _fingerprint(pair, several))
        alike.setdefault(key, []).append("-".join(pair.pair))
    names = [f"  {_merged(found, len(pairs))}" for found in alike.values()]
    width = max(12, *(len(name) for name in names))
    lines = [f"{'pairs':<{width}}  {'write':<8}  {'read':<8}  fingerprint"]
    for name, (write, read, fingerprint) in zip(names, alike, strict=True):
        first = f"{name:<{width}}  {write:<8}  {read:<8}  "
        lines += wrapped(fingerprint, first, len(first))
    return lines


def last_line(judgement: Judgement) -> str:
    """The verdict. Its first word alone fixes the exit status."""
    verdict = judgement.verdict
    missing = len(judgement.model.not_covered)
    uncovered = f"; {plural(missing, 'part')} not covered" if missing else ""
    if verdict is Verdict.PROVED:
        channels = len(judgement.channels)
        but_for = f" but for {plural(channels, 'channel')}" if channels else ""
        return f"proved: write and read; fingerprint{but_for}{uncovered}"
    if judgement.proof.verdict is verdict:
        number = sum(o.verdict is verdict for o in judgement.proof.outcomes)
        return f"{verdict}: the theorem, {plural(number, 'obligation')} of {judgement.model.name}"
    faulty = [c for c in judgement.conditions if c.verdict is not Finding.HOLDS]
    if faulty:
        word = "does not hold" if faulty[0].verdict is Finding.BROKEN else "was not run"
        more = f" and {len(faulty) - 1} more" if len(faulty) > 1 else ""
        return f"{verdict}: {faulty[0].identifier}{more} {word} on this host"
    open_ = judgement.open_channels
    concerned = {between.pair for channel in open_ for between in channel.not_accepted}
    names = " ".join(channel.kind.identifier for channel in open_)
    are = "is" if len(open_) == 1 else "are"
    return f"{verdict}: fingerprint between {plural(len(concerned), 'pair')}, {names} {are} not accepted"


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


def _fingerprint(pair: PairVerdict, several: bool) -> str:
    if pair.one_trust and pair.fingerprint is Verdict.PROVED:
        return "proved; channels are their own: one trust"
    if pair.fingerprint is not Verdict.PROVED or not pair.but_for:
        return str(pair.fingerprint)
    if several:
        return f"proved but for [{' '.join(pair.but_for)}]"
    return f"proved but for the {plural(len(pair.but_for), 'channel')}"


def _merged(names: Sequence[str], total: int) -> str:
    if len(names) == total and total > 1:
        return f"all {total}"
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
