"""What the loss of a check, news or assumption does, as a document."""

from septum.engines.results import DropResult
from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import attack_json, span_json
from septum.spec.digest import model_digest
from septum.spec.model import Model


def loss_document(result: DropResult, model: Model, status: int) -> Json:
    """The document of `septum refute`."""
    content = {
        "profile": model.name,
        "digest": model_digest(model),
        "dropped": result.dropped,
        "kind": result.kind,
        "weight": str(result.weight),
        "place": span_json(result.span),
        "text": result.text,
        "attack": attack_json(result.attack),
        "lost": list(result.lost),
        "partner": result.partner,
        "failing": list(result.failing),
        "detail": result.detail,
    }
    return document("refute", "refute", str(result.verdict), status, content)
