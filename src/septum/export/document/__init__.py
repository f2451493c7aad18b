"""The whole of a profile as one JSON document, obligations included: the machine-readable interface of the core.

The schema is `profile.schema.json` beside this file. Terms are written once, in the form of `septum.logic.serialize`;
everything else refers to them by number.
"""

from typing import Any

from septum import __version__
from septum.export.document.layout import layout
from septum.export.document.obligations import obligations_json
from septum.export.document.parts import (
    assumption_json,
    concern_json,
    fact_json,
    policy_json,
    property_json,
    sort_json,
    symbol_json,
    view_json,
)
from septum.export.document.records import Terms, place_json
from septum.export.document.steps import step_json
from septum.export.naming import stem_of
from septum.obligations import generate
from septum.spec.digest import model_digest
from septum.spec.model import FactKind, Home, Model
from septum.spec.policy import downgrade, tells

SCHEMA = "septum/profile/1"


def emit(model: Model) -> dict[str, str]:
    """One file, named after the profile."""
    return {f"{stem_of(model)}.json": layout(document_of(model))}


def document_of(model: Model) -> dict[str, Any]:
    """The document as plain data."""
    terms = Terms()
    constants = [d for d in model.symbols if d.home is Home.CONSTANT]
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "septum": __version__,
        "profile": model.name,
        "title": model.title,
        "digest": model_digest(model),
        "place": place_json(model.span),
        "principals": list(model.principals),
        "observers": [{"name": o.name, "sort": None if o.sort is None else o.sort.name} for o in model.observers],
        "concerns": [concern_json(concern) for concern in model.concerns],
        "sorts": [sort_json(s, model) for s in model.sorts if s.is_uninterpreted],
        "enumerations": [sort_json(s, model) for s in model.sorts if s.is_enumeration],
        "constants": [symbol_json(declared) for declared in constants],
        "symbols": [symbol_json(declared) for declared in model.symbols if declared.home is not Home.CONSTANT],
        "statuses": [{"name": name, "place": place_json(span)} for name, span in model.statuses.items()],
        "news": [{"name": name, "place": place_json(span)} for name, span in model.news.items()],
        "steps": [step_json(step, model, terms) for step in model.steps],
        "policy": [policy_json(step, tell) for step, tell in tells(model)],
        "downgrade": [policy_json(step, tell) for step, tell in downgrade(model)],
        "views": [view_json(view, terms) for view in model.views],
        "initially": [fact_json(fact, terms) for fact in model.initially],
        "invariants": [fact_json(fact, terms) for fact in model.invariants],
        "stated": [fact.name for fact in model.invariants if fact.kind is FactKind.ALWAYS],
        "axioms": [fact_json(fact, terms) for fact in model.axioms],
        "assumptions": [assumption_json(assumption, model) for assumption in model.assumptions],
        "assumes": list(model.assumes),
        "not_covered": list(model.not_covered),
        "properties": [property_json(stated) for stated in model.properties],
        **obligations_json(generate(model), terms),
    }
    document["terms"] = terms.document()
    return document
