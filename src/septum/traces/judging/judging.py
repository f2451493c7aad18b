"""The verdict on a run of physical events."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve

from septum.spec.model import Model, droppable
from septum.traces.judging.conflicts import (
    attachment_findings,
    holding_findings,
    loan_findings,
    order_findings,
)
from septum.traces.judging.maps import map_findings
from septum.traces.judging.observing import Observed, observe
from septum.traces.judging.phrases import amount, listed, number_of
from septum.traces.judging.results import Check, Finding, Judgement, Standing, overall
from septum.traces.judging.rules import Rule, rules
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
        _subject(seen),
        _last(standing, seen, checks, findings),
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
    if "events" in rule.gaps and _unexplained(seen):
        first = seen.run.place(_unexplained(seen)[0])
        gaps.append(f"what is unmapped at {first} was mapped by no line: a line is missing")
    if gaps:
        return Check(rule.identifier, rule.sentence, Standing.UNKNOWN, f"not shown: {'; '.join(dict.fromkeys(gaps))}")
    return _as_check(rule, _ABOUT.get(rule.identifier, _anything)(seen))


def _as_check(rule: Rule, about: Check) -> Check:
    return Check(rule.identifier, rule.sentence, about.standing, about.found)


def _unexplained(seen: Observed) -> list[int]:
    """Unmaps of a guest's that took nothing away."""
    found: list[int] = []
    for number in seen.homeless:
        line = seen.lines[number]
        if isinstance(line, Unmap) and seen.owners.guest(number, line) is not None:
            found.append(number)
    return found


def _found(standing: Standing, text: str) -> Check:
    return Check("", "", standing, text)


def _frames(seen: Observed) -> Check:
    if len(seen.mapping) < 2:
        whose = f"for {next(iter(seen.mapping))} alone" if seen.mapping else "for nobody"
        return _found(Standing.VACUOUS, f"something was mapped {whose}")
    each = (f"{guest} {amount(seen.tables.most.get(guest, 0))}" for guest in seen.mapping)
    return _found(Standing.PROVED, f"mapped at most: {', '.join(each)}")


def _handover(seen: Observed) -> Check:
    handovers = seen.attachments.handovers
    if not handovers:
        return _found(Standing.VACUOUS, "no function was attached for one guest and then for another")
    parts = [
        f"nothing of {former} when {function} was attached for {guest}, {seen.run.place(line)}"
        for (function, former, guest), line in handovers.items()
    ]
    more = f"; {number_of(len(parts) - 3, 'more handover')}" if len(parts) > 3 else ""
    return _found(Standing.PROVED, "; ".join(parts[:3]) + more)


def _attachments(seen: Observed) -> Check:
    users = {guest for used in seen.attachments.used.values() for guest, _ in used}
    alone = [guest for guest in seen.mapping if guest not in users]
    if seen.mapping and (not users or alone):
        return _found(Standing.UNKNOWN, f"no attachment of a function for {listed(alone)} was recorded")
    if len(users) < 2:
        return _found(Standing.VACUOUS, f"functions were attached for {listed(sorted(users)) or 'nobody'} alone")
    functions = number_of(len(seen.attachments.used), "function")
    return _found(Standing.PROVED, f"{functions}, {number_of(seen.words['attach'], 'attachment')}")


def _returned(seen: Observed) -> Check:
    ended = [guest for guest in seen.mapping if seen.guests.get(guest) is not None]
    running = [guest for guest in seen.mapping if guest not in ended and seen.tables.sizes[guest]]
    if not seen.mapping:
        return _found(Standing.VACUOUS, "nothing was mapped for anybody")
    if running:
        return _found(Standing.NOT_RUN, f"{listed(running)} had not ended at the last line")
    return _found(Standing.PROVED, f"nothing of {listed(list(seen.mapping))} is mapped at the last line")


def _anything(_: Observed) -> Check:
    return _found(Standing.PROVED, "")


_ABOUT: Mapping[str, Callable[[Observed], Check]] = {
    "frames": _frames,
    "handover": _handover,
    "attachments": _attachments,
    "returned": _returned,
}


def _subject(seen: Observed) -> str:
    functions = list(seen.attachments.used)
    turns = list(dict.fromkeys(function for function, _, _ in seen.attachments.handovers))
    if turns and len(turns) == len(functions) <= 2:
        shown = f"{listed(turns)} in turn"
    elif functions:
        shown = functions[0] if len(functions) == 1 else number_of(len(functions), "function")
        shown += f", {len(turns)} in turn" if turns else ""
    else:
        shown = "no function attached"
    failed = seen.words["failed"] + seen.run.header.failed
    counts = (
        number_of(seen.words["map"], "map"),
        number_of(seen.words["unmap"], "unmap"),
        number_of(failed, "failed call"),
    )
    return f"{number_of(len(seen.guests), 'guest')}, {shown}: {', '.join(counts)}"


def _last(standing: Standing, seen: Observed, checks: Sequence[Check], findings: Sequence[Finding]) -> str:
    if standing is Standing.VIOLATED:
        return _violated(findings)
    if standing is Standing.UNKNOWN:
        open_ = [check.identifier for check in checks if check.standing is Standing.UNKNOWN]
        return f"{listed(open_)}, the recording does not show enough"
    if standing is Standing.PROVED:
        handovers = list(seen.attachments.handovers)
        if len(handovers) == 1:
            function, former, guest = handovers[0]
            return f"nothing mapped for {former} was still mapped when {guest} attached {function}"
        return f"{number_of(len(seen.mapping), 'guest')}, no frame mapped for two of them, nothing left behind"
    if not seen.lines:
        return "nothing is recorded"
    if len(seen.guests) == 1:
        return "one guest, and nobody to be kept apart from"
    return "nothing that two guests could share was recorded" if seen.guests else "no guest is recorded"


def _violated(findings: Sequence[Finding]) -> str:
    causes = number_of(len(findings), "cause")
    victims = list(dict.fromkeys(pair for finding in findings for pair in finding.victims))
    if not victims:
        kinds = "teardown" if all(f.check == "returned" for f in findings) else "the order of attachments and maps"
        return f"{kinds}, {causes}"
    flows = [flow for flow in ("write", "read") if any(flow in f.flows for f in findings if f.victims)]
    more = f" and {number_of(len(victims) - 1, 'more pair')}" if len(victims) > 1 else ""
    return f"{' and '.join(flows)}, {victims[0][0]} to {victims[0][1]}{more}, {causes}"
