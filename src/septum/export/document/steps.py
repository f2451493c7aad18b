"""Steps as records: what they ask, in the order of the text, what they change, whom they tell."""

from septum.export.document.records import Json, Terms, place_json
from septum.logic.terms import Term
from septum.spec.model import Carried, Guard, Model, Step, StepKind, Tell, Update


def step_json(step: Step, model: Model, terms: Terms) -> Json:
    """A step, as it is put together from all concerns that join it."""
    return {
        "name": step.name,
        "concern": step.concern,
        "kind": str(step.kind),
        "class": class_of(step, model),
        "possible": step.unless is None or step.unless not in model.assumes,
        "by": step.by,
        "actor": {
            "principal": step.actor.principal,
            "parameter": None if step.actor.parameter is None else step.actor.parameter.name,
        },
        "unless": step.unless,
        "begins": None if step.begins is None else step.begins.name,
        "parameters": terms.variables(step.parameters),
        "guards": [_guard(guard, terms) for guard in step.guards],
        "choices": [choice.name for choice in step.choices],
        "updates": [_update(update, terms) for update in step.updates],
        "tells": [_tell(tell, terms) for tell in step.tells],
        "returns": _optional(step.returns, terms),
        "returns_sort": None if step.returns_sort is None else step.returns_sort.name,
        "doc": step.doc,
        "place": place_json(step.span),
    }


def class_of(step: Step, model: Model) -> str:
    """Whose doing it is, in one word.

    `adverse`: it happens only where an assumption fails; `capability`: the core is asked; `hardware`: the machine does
    it; `guest`: a bearer of an observing principal does it; `principal`: somebody else does.
    """
    if step.unless is not None:
        return "adverse"
    if step.kind is StepKind.CAPABILITY:
        return "capability"
    if step.by == "Hardware":
        return "hardware"
    actor = step.actor.parameter
    many = {observer.sort for observer in model.observers if observer.sort is not None}
    return "guest" if actor is not None and actor.sort in many else "principal"


def carried_json(carried: Carried, terms: Terms) -> Json:
    """A value, for all values of `bound`."""
    return {"value": terms.number(carried.value), "bound": terms.variables(carried.bound)}


def _guard(guard: Guard, terms: Terms) -> Json:
    return {
        "id": guard.identifier,
        "kind": str(guard.kind),
        "condition": terms.number(guard.condition),
        "status": guard.status,
        "why": guard.why,
        "choice": None if guard.choice is None else terms.variable(guard.choice),
        "assumption": guard.assumption,
        "place": place_json(guard.span),
    }


def _update(update: Update, terms: Terms) -> Json:
    return {
        "symbol": update.symbol.name,
        "at": [terms.number(index) for index in update.at],
        "bound": terms.variables(update.bound),
        "condition": terms.number(update.condition),
        "value": terms.number(update.value),
        "place": place_json(update.span),
    }


def _tell(tell: Tell, terms: Terms) -> Json:
    return {
        "id": tell.identifier,
        "news": tell.news,
        "principal": tell.principal,
        "recipient": None if tell.recipient is None else terms.variable(tell.recipient),
        "whom": terms.number(tell.whom),
        "where": terms.number(tell.where),
        "carries": [carried_json(carried, terms) for carried in tell.carries],
        "place": place_json(tell.span),
    }


def _optional(term: Term | None, terms: Terms) -> int | None:
    return None if term is None else terms.number(term)
