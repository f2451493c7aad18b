"""The verdicts on recorded runs, as text."""

from collections.abc import Iterator, Sequence

from septum.engines.results import Verdict, worst
from septum.report.layout import MARGIN, cut, entry, wrapped
from septum.report.quantities import plural
from septum.traces.judging import Finding, Judgement, Standing


def verdict_of(judgements: Sequence[Judgement]) -> Verdict:
    """One verdict for all runs: a run that was about nothing takes nothing from those that were."""
    verdicts = [Verdict(str(judgement.standing)) for judgement in judgements]
    about = [verdict for verdict in verdicts if verdict not in (Verdict.VACUOUS, Verdict.NOT_RUN)]
    return worst(about or verdicts)


def trace_lines(judgements: Sequence[Judgement], everything: bool) -> list[str]:
    """Every run with what was found; the last line is the verdict on all."""
    if len(judgements) == 1:
        return [*_run(judgements[0], everything), f"{judgements[0].standing}: {judgements[0].last}"]
    good = [one for one in judgements if one.standing is Standing.PROVED]
    others = [one for one in judgements if one.standing is not Standing.PROVED]
    lines = [f"{plural(len(judgements), 'run')}, {len(good):,} proved"]
    for judgement in others:
        lines += _run(judgement, everything)
        lines += entry(str(judgement.standing), judgement.last)
    lines += cut([f"{'proved':<{MARGIN}}{_title(judgement)}" for judgement in good], everything)
    return [*lines, f"{verdict_of(judgements)}: {_last(judgements)}"]


def _last(judgements: Sequence[Judgement]) -> str:
    verdict = verdict_of(judgements)
    with_it = [one for one in judgements if str(one.standing) == str(verdict)]
    return f"{len(with_it):,} of {plural(len(judgements), 'run')}"


def _title(judgement: Judgement) -> str:
    return f"{judgement.name}: {judgement.subject}" if judgement.name else judgement.subject


def _run(judgement: Judgement, everything: bool) -> Iterator[str]:
    yield from wrapped(_title(judgement), "", 2)
    for finding in judgement.findings:
        yield from _finding(finding)
    if judgement.findings and not everything:
        return
    for check in judgement.checks:
        first = f"  {check.identifier:<{MARGIN - 2}}{check.standing:<10}"
        yield from wrapped(check.found or check.sentence, first, MARGIN)
    for text in judgement.unseen if everything else judgement.unseen[:_UNSEEN]:
        yield from entry("  not shown", text)
    if not everything and len(judgement.unseen) > _UNSEEN:
        yield f"{'':<{MARGIN}}… {len(judgement.unseen) - _UNSEEN:,} more: --all"


_UNSEEN = 3
"""How much of what a recording does not show is printed before a count stands for the rest."""


def _finding(finding: Finding) -> Iterator[str]:
    yield from wrapped(finding.subject, f"{'violated':<{MARGIN}}", MARGIN)
    width = max(len(str(witness.place)) for witness in finding.witnesses)
    for witness in finding.witnesses:
        yield f"  {witness.who:<{MARGIN - 4}}  {witness.place!s:<{width}}  {witness.says}"
    if finding.missing:
        yield f"{'  missing':<{MARGIN}}{finding.missing}"
    if finding.more:
        yield f"{'  same cause':<{MARGIN}}{finding.more}"
