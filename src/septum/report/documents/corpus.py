"""The verdicts of the corpus, as a document."""

from septum.engines.corpus.results import BugResult, ScriptResult, Stop
from septum.engines.corpus.verdicts import CorpusResult
from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import attack_json, span_json


def corpus_document(result: CorpusResult, status: int) -> Json:
    """The document of `septum corpus`."""
    content = {
        "profile": result.profile,
        "digest": result.digest,
        "bugs": [_bug(bug) for bug in result.bugs],
        "scripts": [_script(script) for script in result.scripts],
    }
    return document("corpus", "corpus", str(result.verdict), status, content)


def _bug(found: BugResult) -> Json:
    bug = found.bug
    return {
        "id": bug.identifier,
        "also": list(bug.also),
        "year": bug.year,
        "class": bug.kind,
        "mechanism": bug.mechanism,
        "source": bug.source,
        "verdict": str(found.verdict),
        "likeness": None if bug.likeness is None else str(bug.likeness),
        "because": bug.because,
        "excluded_by": bug.excluded_by or None,
        "scripts": list(bug.scripts),
    }


def _script(script: ScriptResult) -> Json:
    return {
        "name": script.name,
        "verdict": str(script.verdict),
        "without": list(script.without),
        "by": list(script.by),
        "steps": script.steps,
        "stops": [_stop(stop) for stop in script.stops],
        "obligation": script.obligation or None,
        "confirmed": script.confirmed,
        "attack": attack_json(script.attack),
        "detail": script.detail,
        "place": span_json(script.place or script.span),
    }


def _stop(stop: Stop) -> Json:
    return {
        "number": stop.number,
        "step": stop.step,
        "by": stop.by,
        "outcome": stop.outcome,
        "status": stop.status,
        "place": span_json(stop.span),
    }
