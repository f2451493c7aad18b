"""A step and a view by the letter: the simple evaluator, every combination tried. Slow, and right by inspection."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from septum.interpreter import MASKED, Structure, Table, Value, evaluate
from septum.interpreter.structure import values_of
from septum.logic import Term
from septum.spec.model import Carried, Fact, Guard, GuardKind, Model, Outcome, Step, View

Environment = Mapping[Term, Value]


def assignments(variables: Sequence[Term], structure: Structure) -> Iterator[dict[Term, Value]]:
    """All values of variables."""
    for values in product(*(values_of(v.sort, structure) for v in variables)):
        yield dict(zip(variables, values, strict=True))


def endings(
    model: Model, step: Step, structure: Structure, arguments: Sequence[Value]
) -> Iterator[tuple[Outcome, Guard | None, dict[Term, Value]]]:
    """Every way a step can end: how, what stopped it, and the values of its parameters and choices so far."""
    if step not in model.active_steps():
        yield Outcome.IMPOSSIBLE, None, {}
        return
    guards = [g for g in step.guards if g.kind is not GuardKind.DUTY or g.assumption in model.assumes]

    def follow(number: int, known: dict[Term, Value]) -> Iterator[tuple[Outcome, Guard | None, dict[Term, Value]]]:
        if number == len(guards):
            yield Outcome.DONE, None, known
            return
        guard = guards[number]
        stopped = Outcome.IMPOSSIBLE if guard.status is None else Outcome.REFUSED
        if guard.choice is None:
            if evaluate(guard.condition, structure, known):
                yield from follow(number + 1, known)
            else:
                yield stopped, guard, known
            return
        more = [{**known, **chosen} for chosen in assignments([guard.choice], structure)]
        admitted = [m for m in more if evaluate(guard.condition, structure, m)]
        for chosen in admitted:
            yield from follow(number + 1, chosen)
        if not admitted:
            yield stopped, guard, known

    yield from follow(0, dict(zip(step.parameters, arguments, strict=True)))


def after(step: Step, structure: Structure, known: Environment) -> Structure:
    """The tables after a step that is done: all updates read the old ones, the later of two writes counts."""
    tables = dict(structure.tables)
    for update in step.updates:
        for bound in assignments(update.bound, structure):
            inner = {**known, **bound}
            if evaluate(update.condition, structure, inner):
                key = (update.symbol.name, "")
                place = tuple(evaluate(a, structure, inner) for a in update.at)
                value = evaluate(update.value, structure, inner)
                tables[key] = Table({**tables[key].entries, place: value}, tables[key].otherwise)
    return Structure(structure.elements, tables)


def news(step: Step, structure: Structure, known: Environment) -> set[object]:
    """Who is told what by a step that is done."""
    found: set[object] = set()
    for tell in step.tells:
        for who in assignments([tell.recipient] if tell.recipient is not None else [], structure):
            inner = {**known, **who}
            if evaluate(tell.where, structure, inner) and evaluate(tell.whom, structure, inner):
                principal = tell.principal or (tell.recipient.sort.name if tell.recipient else "")
                carried = tuple(carry(c, structure, inner) for c in tell.carries)
                found.add((tell.identifier, principal, *who.values(), carried))
    return found


def carry(carried: Carried, structure: Structure, known: Environment) -> object:
    """A value in news or views: itself, the places where it is true, or its values by place."""
    if not carried.bound:
        return evaluate(carried.value, structure, known)
    values = {
        tuple(bound.values()): evaluate(carried.value, structure, {**known, **bound})
        for bound in assignments(carried.bound, structure)
    }
    if carried.value.sort.is_boolean:
        return frozenset(place for place, value in values.items() if value)
    return tuple(values.items())


def seen(view: View, structure: Structure, viewer: str | None) -> dict[tuple[Value, ...], object]:
    """The entries of a view."""
    given: dict[Term, Value] = {view.viewer: viewer} if view.viewer is not None and viewer is not None else {}
    entries: dict[tuple[Value, ...], object] = {}
    for parameters in assignments(view.parameters, structure):
        known = {**given, **parameters}
        visible = evaluate(view.where, structure, known)
        values = tuple(carry(c, structure, known) for c in view.values)
        entries[(view.name, *parameters.values())] = values if visible else MASKED
    return entries


def failures(fact: Fact, structure: Structure) -> set[tuple[Value, ...]]:
    """The arguments for which a fact fails."""
    return {
        tuple(known.values())
        for known in assignments(fact.parameters, structure)
        if not evaluate(fact.body, structure, known)
    }


def plain(structure: Structure) -> dict[tuple[str, str], dict[tuple[Value, ...], Value]]:
    """The tables less what they hold everywhere else: equal for equal structures."""
    return {
        name: {place: value for place, value in table.entries.items() if value != table.otherwise}
        for name, table in structure.tables.items()
    }
