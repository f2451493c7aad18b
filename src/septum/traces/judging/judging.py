"""The verdict on a run of physical events."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from septum.spec.model import Model, droppable
from septum.traces.judging.answers import about
from septum.traces.judging.conflicts import (
    attachment_findings,
    holding_findings,
    loan_findings,
    order_findings,
)
from septum.traces.judging.maps import map_findings
from septum.traces.judging.observing import Observed, observe
from septum.traces.judging.phrases import number_of
from septum.traces.judging.results import Check, Finding, Judgement, Standing, overall
from septum.traces.judging.rules import Rule, rules
from septum.traces.judging.sentences import last_of, subject_of
from septum.traces.recording.physical import Unmap
from septum.traces.recording.runs import Run

_ISOLATION = ("frames", "handover", "attachments", "loans", "interrupts", "instances")
"""The questions of which one must have been about something for a run to show isolation."""


def judge_physical(run: Run, model: Model) -> Judgement:
    """Was isolation kept in what really happened? `model`: the profile whose claim that is."""
    seen = observe(run)
    found = (
        *map_findings(seen),
        *attachment_findings(seen),
        *loan_findings(seen),
        *holding_findings(seen),
        *order_findings(seen),
    )
    asked = [rule for rule in rules() if _asked(rule, seen, found) == "yes"]
    gaps = {gap.what for gap in run.header.gaps}
    decided = {rule.identifier for rule in asked if gaps.isdisjoint(rule.hidden)}
    findings = tuple(finding for finding in found if finding.check in decided)
    known = droppable(model)
    checks = tuple(
        evolve(_answered(rule, seen, findings), by=tuple(name for name in rule.by if name in known)) for rule in asked
    )
    standing = _standing(checks) if run.lines else Standing.NOT_RUN
    return Judgement(
        "physical",
        standing,
        subject_of(seen),
        last_of(standing, seen, checks, findings),
        checks,
        findings,
        tuple(_unseen(seen, asked)),
        dict(seen.words),
        run.header.name,
    )


def _asked(rule: Rule, seen: Observed, findings: Sequence[Finding]) -> str:
    """Is a question asked of a run? Not where nothing of the kind was recorded, or was so in part only."""
    if not all(any(seen.words[word] for word in group) for group in rule.needs):
        return "no"
    gaps = {gap.what for gap in seen.run.header.gaps}
    partial = any(gap in gaps for gap in rule.unseen)
    return "no" if partial and any(finding.check == rule.identifier for finding in findings) else "yes"


def _unseen(seen: Observed, asked: Sequence[Rule]) -> Iterator[str]:
    """What a recording like this does not show."""
    yield from dict.fromkeys(gap.because for gap in seen.run.header.gaps)
    if len(seen.guests) > 1:
        yield from (f"whether {rule.sentence}" for rule in rules() if rule not in asked)


def _standing(checks: Sequence[Check]) -> Standing:
    decided = [check.standing for check in checks if check.standing in (Standing.VIOLATED, Standing.UNKNOWN)]
    isolation = [check.standing for check in checks if check.identifier in _ISOLATION]
    return overall([*decided, *isolation])


def _answered(rule: Rule, seen: Observed, findings: Sequence[Finding]) -> Check:
    wrong = [finding for finding in findings if rule.identifier in (finding.check, *finding.also)]
    if wrong:
        return Check(rule.identifier, rule.sentence, Standing.VIOLATED, number_of(len(wrong), "cause"))
    if rule.identifier != "returned" and len(seen.guests) < 2:
        text = f"{number_of(len(seen.guests), 'guest')}, and nobody to be kept apart from"
        return Check(rule.identifier, rule.sentence, Standing.VACUOUS, text)
    gaps = [gap.because for gap in seen.run.header.gaps if gap.what in rule.gaps]
    if rule.identifier == "frames" and seen.without_frame and not gaps:
        first = seen.run.place(seen.without_frame[0])
        gaps.append(f"{number_of(len(seen.without_frame), 'map')} without a physical address, the first {first}")
    if rule.identifier == "frames":
        gaps.extend(_zeros(seen))
    if "start" in rule.gaps and "attachments" in rule.gaps and seen.attachments.early:
        first = seen.run.place(seen.attachments.early[0])
        gaps.append(f"what is detached at {first} was attached by no line: the recording begins later")
    if "events" in rule.gaps and _unexplained(seen):
        first = seen.run.place(_unexplained(seen)[0])
        gaps.append(f"what is unmapped at {first} was mapped by no line: a line is missing")
    if gaps:
        return Check(rule.identifier, rule.sentence, Standing.UNKNOWN, f"not shown: {'; '.join(dict.fromkeys(gaps))}")
    standing, found = about(rule.identifier, seen)
    return Check(rule.identifier, rule.sentence, standing, found)


def _zeros(seen: Observed) -> Iterator[str]:
    """The page that guests share as the page of zeros is shared."""
    for overlap in seen.overlaps:
        if seen.pages.seem_to_be_zeros(overlap) == "yes":
            guests = f"{overlap.older.guest} and {overlap.newer.guest}"
            yield f"whether frame {overlap.first:#x}, at many addresses of {guests}, is read only as a page of zeros is"
            return


def _unexplained(seen: Observed) -> list[int]:
    """Unmaps of a guest's that took nothing away."""
    found: list[int] = []
    for number in seen.homeless:
        line = seen.lines[number]
        if isinstance(line, Unmap) and seen.owners.guest(number, line) is not None:
            found.append(number)
    return found
