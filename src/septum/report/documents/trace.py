"""The verdicts on recorded runs, as a document."""

from collections.abc import Sequence

from septum.report.documents.envelope import Json, document
from septum.report.trace import verdict_of
from septum.traces.events import Place
from septum.traces.judging import Check, Finding, Judgement, Witness


def trace_document(
    judgements: Sequence[Judgement], profile: str, digest: str, files: Sequence[str], written: str, status: int
) -> Json:
    """The document of `septum trace`. `written`: where the runs were written, empty where nowhere."""
    content = {
        "profile": profile,
        "digest": digest,
        "files": list(files),
        "written": written or None,
        "runs": [_run(judgement) for judgement in judgements],
    }
    return document("trace", "trace", str(verdict_of(judgements)), status, content)


def _run(judgement: Judgement) -> Json:
    return {
        "name": judgement.name,
        "kind": judgement.kind,
        "verdict": str(judgement.standing),
        "about": judgement.last,
        "subject": judgement.subject,
        "counts": dict(sorted(judgement.counts.items())),
        "checks": [_check(check) for check in judgement.checks],
        "findings": [_finding(finding) for finding in judgement.findings],
        "not_shown": list(judgement.unseen),
    }


def _check(check: Check) -> Json:
    return {
        "id": check.identifier,
        "says": check.sentence,
        "verdict": str(check.standing),
        "found": check.found,
        "by": list(check.by),
    }


def _finding(finding: Finding) -> Json:
    return {
        "check": finding.check,
        "subject": finding.subject,
        "lines": [_witness(witness) for witness in finding.witnesses],
        "missing": finding.missing or None,
        "same_cause": finding.more or None,
        "flows": list(finding.flows) if finding.victims else [],
        "pairs": [list(pair) for pair in finding.victims],
    }


def _witness(witness: Witness) -> Json:
    return {"who": witness.who, "place": _place(witness.place), "says": witness.says}


def _place(place: Place) -> Json:
    return {"file": place.file, "line": place.line}
