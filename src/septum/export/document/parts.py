"""Everything of a profile but its steps and obligations, as records."""

from septum.export.document.records import Json, Terms, place_json
from septum.export.document.steps import carried_json
from septum.logic.sorts import Sort
from septum.spec.model import (
    Assumption,
    Concern,
    Fact,
    Model,
    Property,
    PropertyClause,
    StateSymbol,
    Step,
    Tell,
    View,
    Word,
)


def sort_json(sort: Sort, model: Model) -> Json:
    """A sort, or an enumeration with its members in order."""
    members: Json = {"members": list(sort.members)} if sort.is_enumeration else {}
    return {"name": sort.name, **members, "doc": model.sort_docs.get(sort.name, "")}


def symbol_json(declared: StateSymbol) -> Json:
    """A relation (`value` is Boolean) or a map, with its home."""
    symbol = declared.symbol
    return {
        "name": symbol.name,
        "home": str(declared.home),
        "arguments": [sort.name for sort in symbol.domain],
        "value": symbol.codomain.name,
        "doc": declared.doc,
        "place": place_json(declared.span),
    }


def concern_json(concern: Concern) -> Json:
    """A concern, with those that it includes."""
    return {
        "name": concern.name,
        "includes": list(concern.includes),
        "doc": concern.doc,
        "place": place_json(concern.span),
    }


def policy_json(step: Step, tell: Tell) -> Json:
    """A line of the policy: who hears what, by which step. The values are in the step."""
    sort = None if tell.recipient is None else tell.recipient.sort.name
    return {"news": tell.news, "to": tell.principal or sort, "by": step.name, "id": tell.identifier}


def view_json(view: View, terms: Terms) -> Json:
    """A part of what a principal sees."""
    return {
        "name": view.name,
        "concern": view.concern,
        "principal": view.principal,
        "viewer": None if view.viewer is None else terms.variable(view.viewer),
        "parameters": terms.variables(view.parameters),
        "values": [carried_json(carried, terms) for carried in view.values],
        "where": terms.number(view.where),
        "doc": view.doc,
        "place": place_json(view.span),
    }


def fact_json(fact: Fact, terms: Terms) -> Json:
    """A statement for all values of its parameters."""
    return {
        "name": fact.name,
        "concern": fact.concern,
        "kind": str(fact.kind),
        "parameters": terms.variables(fact.parameters),
        "body": terms.number(fact.body),
        "witness": fact.witness,
        "doc": fact.doc,
        "place": place_json(fact.span),
    }


def assumption_json(assumption: Assumption, model: Model) -> Json:
    """An assumption, and whether the profile makes it."""
    return {
        "name": assumption.name,
        "id": assumption.identifier,
        "sentence": assumption.sentence,
        "kind": assumption.kind,
        "source": assumption.source,
        "check": assumption.check,
        "repair": assumption.repair,
        "reason": assumption.reason,
        "assumed": assumption.name in model.assumes,
        "place": place_json(assumption.span),
    }


def property_json(stated: Property) -> Json:
    """A property with its clauses, word by word."""
    return {
        "name": stated.name,
        "doc": stated.doc,
        "clauses": [_clause(clause) for clause in stated.clauses],
        "place": place_json(stated.span),
    }


def _clause(clause: PropertyClause) -> Json:
    return {
        "name": clause.name,
        "doc": clause.doc,
        "parameters": [{"name": name, "kind": kind} for name, kind in clause.parameters],
        "supposes": [_word(word) for word in clause.supposes],
        "goal": _word(clause.goal),
        "place": place_json(clause.span),
    }


def _word(word: Word) -> Json:
    return {
        "word": word.word,
        "arguments": list(word.arguments),
        "negated": word.negated,
        "place": place_json(word.span),
    }
