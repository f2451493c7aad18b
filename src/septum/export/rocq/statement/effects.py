"""What a step does: its updates in order, all of which read the state before."""

from collections.abc import Iterator

from septum.export.rocq.statement.writing import STATE, Scope, Writing, called
from septum.logic import build
from septum.logic.sorts import BOOLEAN
from septum.logic.terms import TRUE, Operator, Term, make
from septum.obligations.meaning import Before, meant
from septum.spec.model import Step, Update


def changes(writing: Writing, step: Step, scope: Scope) -> list[str]:
    """The state, changed by each update of a step."""
    return [f"|> set {writing.names.symbols[u.symbol]} ({_change(writing, u, scope)})" for u in step.updates]


def _change(writing: Writing, update: Update, scope: Scope) -> str:
    """The new function: like the old but for some places, as `septum.obligations.meaning.After` has it."""
    arity = len(update.at)
    places, compared, inner = _places(writing, update, scope)
    value = meant(update.value, {}, Before(STATE))
    if not update.bound and arity and update.condition.bare is TRUE:
        arguments = [writing.argument(i, scope) for i in update.at]
        return called(f"at{arity}", [*arguments, writing.printer.argument(value, scope)])
    conditions = [make(Operator.EQUAL, BOOLEAN, (place, meant(index, {}, Before(STATE)))) for place, index in compared]
    if update.condition.bare is not TRUE:
        conditions.append(meant(update.condition, {}, Before(STATE)))
    names = [inner[place] for place in places]
    if not conditions:
        return called("fun _", [*_used(names, places, [value]), "=>", writing.printer.value(value, inner)])
    condition = conditions[0] if len(conditions) == 1 else make(Operator.AND, BOOLEAN, tuple(conditions))
    test = writing.printer.value(condition, inner)
    if arity and value.free.isdisjoint(places):
        places_of_test = _used(names, places, [condition])
        return called(
            f"where{arity}", [f"(fun {' '.join(places_of_test)} => {test})", writing.printer.argument(value, inner)]
        )
    old = called("old", names)
    return called("fun old", [*names, f"=> if {test} then {writing.printer.value(value, inner)} else {old}"])


def _places(writing: Writing, update: Update, scope: Scope) -> tuple[list[Term], list[tuple[Term, Term]], Scope]:
    """Variables for the places, those that are compared with what, and the names of all."""
    free = {v.bare for v in update.bound}
    places: list[Term] = []
    compared: list[tuple[Term, Term]] = []
    for number, index in enumerate(update.at, 1):
        if index.bare in free:
            free.discard(index.bare)
            places.append(index.bare)
            continue
        place = build.variable(f"x~{number}", index.sort).bare
        places.append(place)
        compared.append((place, index))
    return places, compared, writing.names.bind(places, scope)


def _used(names: list[str], places: list[Term], terms: list[Term]) -> Iterator[str]:
    mentioned = {v.bare for term in terms for v in term.free}
    for name, place in zip(names, places, strict=True):
        yield name if place in mentioned else "_"
