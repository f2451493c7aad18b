"""What a recording does, measured by a profile, as a document."""

from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import span_json
from septum.traces.classifying.results import Enumeration, Failure, Realised, Reason, Seen
from septum.traces.events import Place


def recorded_enumeration_document(result: Enumeration, status: int) -> Json:
    """The document of `septum enumerate --trace`."""
    content = {
        "profile": result.profile,
        "digest": result.digest,
        "capabilities": [{"name": name, "place": span_json(span)} for name, span in result.capabilities.items()],
        "files": [{"file": s.file, "format": str(s.format), "clock": str(s.clock)} for s in result.sources],
        "merged": result.merged,
        "guests": result.guests,
        "ioctls": result.ioctls,
        "iommu_events": result.iommu_events,
        "kernel_events": result.kernel_events,
        "other_calls": result.other_calls,
        "realised": [_realised(one) for one in result.realised],
        "no_capability": [_reason(one) for one in result.none],
        "outside": [_reason(one) for one in result.outside],
        "failed": [_failure(one) for one in result.failed],
        "unclassified": [_seen(one) for one in result.unclassified],
        "unread_lines": result.unread_lines,
        "unread": [{**_place(one.at), "text": one.text, "reason": one.reason} for one in result.unread],
        "never": list(result.never),
        "not_told": list(result.perhaps),
        "lacking": [_realised(one) for one in result.lacking],
        "cannot_be_seen": [{"what": one.what, "because": one.because} for one in result.blind],
    }
    return document("enumeration", "enumerate", None, status, content)


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line}


def _seen(seen: Seen) -> Json:
    return {"name": seen.name, "recorded": seen.recorded, "count": seen.count, "first": _place(seen.first)}


def _realised(one: Realised) -> Json:
    return {"capabilities": list(one.capabilities), "realises": one.realises, "by": [_seen(seen) for seen in one.by]}


def _reason(one: Reason) -> Json:
    of = [_seen(seen) for seen in one.of]
    return {"class": str(one.kind), "because": one.because, "excluded_by": one.excluded, "of": of}


def _failure(one: Failure) -> Json:
    return {"name": one.name, "error": one.error or None, "count": one.count, "first": _place(one.first)}
