"""What is judged, and the last line of a verdict, in words."""

from collections.abc import Sequence

from septum.traces.judging.observing import Observed
from septum.traces.judging.phrases import listed, number_of
from septum.traces.judging.results import Check, Finding, Standing


def subject_of(seen: Observed) -> str:
    """The first line: guests, functions, counts."""
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


def last_of(standing: Standing, seen: Observed, checks: Sequence[Check], findings: Sequence[Finding]) -> str:
    """What the verdict is about."""
    if standing is Standing.VIOLATED:
        return _violated(findings)
    if standing is Standing.UNKNOWN:
        open_ = [check.identifier for check in checks if check.standing is Standing.UNKNOWN]
        return f"{listed(open_)}, the recording does not show enough"
    if standing is Standing.PROVED:
        handovers = list(seen.attachments.handovers)
        if len(handovers) == 1:
            function, former, guest = handovers[0]
            return f"nothing of {former} was mapped when {guest} attached {function}"
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
