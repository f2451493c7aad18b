"""What each part of a profile is for, as a document."""

from septum.engines.minimal.results import Capabilities, Finding, MinimalResult, StoryLine
from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import attack_json, span_json


def minimal_document(result: MinimalResult, status: int) -> Json:
    """The document of `septum minimal`."""
    content = {
        "profile": result.profile,
        "digest": result.digest,
        "unproved": list(result.unproved),
        "outside": list(result.outside),
        "findings": [_finding(finding) for finding in result.findings],
        "capabilities": [_capabilities(found) for found in result.capabilities],
    }
    return document("minimal", "minimal", str(result.verdict), status, content)


def _finding(finding: Finding) -> Json:
    return {
        "part": finding.part,
        "group": str(finding.group),
        "kind": finding.kind,
        "standing": str(finding.standing),
        "place": span_json(finding.span),
        "text": finding.text,
        "attack": attack_json(finding.attack),
        "obligation": finding.obligation,
        "accepts": finding.accepts,
        "partner": finding.partner,
        "story": _story(finding.story),
        "lost": list(finding.lost),
        "detail": finding.detail,
    }


def _story(line: StoryLine | None) -> Json | None:
    if line is None:
        return None
    return {"story": line.story, "place": span_json(line.span), "expected": line.expected, "found": line.found}


def _capabilities(found: Capabilities) -> Json:
    return {
        "workload": found.workload,
        "place": span_json(found.span),
        "universe": list(found.universe),
        "complete": found.complete,
        "smallest": found.smallest,
        "missing": found.missing,
        "sets": [
            {"capabilities": list(one.capabilities), "witness": one.witness, "undecided": list(one.undecided)}
            for one in found.sets
        ],
        "necessities": [
            {
                "dropped": list(one.dropped),
                "goal": one.goal,
                "place": span_json(one.span),
                "after": one.after,
                "facts": list(one.facts),
                "verdict": str(one.verdict),
            }
            for one in found.necessities
        ],
    }
