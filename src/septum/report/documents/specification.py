"""Parts of a specification, as documents."""

from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import span_json
from septum.report.explanation import Answer
from septum.report.specification import carried_by, recipient_of
from septum.report.statements import statements_of
from septum.spec.digest import model_digest
from septum.spec.model import Assumption, Model, Step
from septum.spec.policy import downgrade, tells
from septum.spec.register import adverse_sides


def show_document(model: Model, steps: tuple[Step, ...]) -> Json:
    """The document of `septum show`: these steps, and the policy of the profile."""
    content = {
        "profile": model.name,
        "digest": model_digest(model),
        "title": model.title,
        "observers": [observer.name for observer in model.observers],
        "assumes": [model.assumption(name).identifier for name in model.assumes],
        "invariants": [fact.name for fact in model.invariants],
        "views": [view.name for view in model.views],
        "not_covered": list(model.not_covered),
        "steps": [_step(step, model) for step in steps],
        "policy": [
            {
                "news": tell.news,
                "to": recipient_of(tell),
                "by": step.name,
                "carries": carried_by(tell),
                "place": span_json(tell.span),
            }
            for step, tell in tells(model)
        ],
        "downgrade": [{"news": tell.news, "by": step.name} for step, tell in downgrade(model)],
    }
    return document("show", "show", None, 0, content)


def _step(step: Step, model: Model) -> Json:
    return {
        "step": step.name,
        "kind": str(step.kind),
        "concern": step.concern,
        "parameters": [{"name": p.name, "sort": str(p.sort)} for p in step.parameters],
        "by": step.by,
        "actor": step.actor.parameter.name if step.actor.parameter is not None else step.actor.principal,
        "place": span_json(step.span),
        "guards": [{"id": g.identifier, "kind": str(g.kind), "place": span_json(g.span)} for g in step.guards],
        "statements": [{"file": s.file, "line": s.line, "text": s.text} for s in statements_of(step, model.sources)],
    }


def assumptions_document(model: Model) -> Json:
    """The document of `septum assumptions`."""
    content = {
        "profile": model.name,
        "digest": model_digest(model),
        "assumptions": [assumption_json(a, model) for a in model.assumptions],
    }
    return document("assumptions", "assumptions", None, 0, content)


def assumption_json(assumption: Assumption, model: Model) -> Json:
    """One assumption, with what its absence allows in this profile."""
    return {
        "id": assumption.identifier,
        "sentence": assumption.sentence,
        "kind": assumption.kind,
        "source": assumption.source,
        "check": assumption.check,
        "repair": assumption.repair,
        "reason": assumption.reason,
        "adverse": [
            {"step": side.step, "kind": side.kind, "place": span_json(side.span)}
            for side in adverse_sides(assumption.name, model.steps)
        ],
        "assumed": assumption.name in model.assumes,
        "place": span_json(assumption.span),
    }


def explain_document(answer: Answer) -> Json:
    """The document of `septum explain`."""
    content = {
        "id": answer.identifier,
        "kind": answer.kind,
        "texts": [{"label": label, "text": text} for label, text in answer.texts],
        "lines": list(answer.lines),
    }
    return document("explain", "explain", None, 0, content)
