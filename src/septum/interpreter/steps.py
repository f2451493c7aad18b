"""Steps as Python: one attempt, what it answers and tells, and all ways in which it can be done."""

from collections.abc import Mapping

from septum.interpreter.expressions import Writer
from septum.interpreter.literals import Literal
from septum.interpreter.names import fresh
from septum.interpreter.plans import make_plan
from septum.interpreter.text import function, listed, nested, set_of, tuple_of
from septum.interpreter.updates import write_updates
from septum.logic import Term
from septum.spec.model import Carried, Guard, GuardKind, Model, Step


def active_guards(model: Model, step: Step) -> tuple[Guard, ...]:
    """The guards that count: a duty is one only where the profile assumes that it is kept."""
    return tuple(g for g in step.guards if g.kind is not GuardKind.DUTY or g.assumption in model.assumes)


def attempt(writer: Writer, name: str, step: Step, guards: tuple[Guard, ...]) -> str:
    """A function `(state, chosen, *arguments)` that tries a step.

    It returns the new state and its changes; or the number of the guard that stopped it; or, negative, `~number` of
    the choice that does not admit what was chosen; or, where `chosen` is too short, the list of what can be chosen
    next.
    """
    scope = _parameters(step)
    lines: list[str] = []
    choices = 0
    for number, guard in enumerate(guards):
        if guard.kind is not GuardKind.CHOOSE:
            lines.append(f"if {writer.literal(Literal(guard.condition, False), scope)}: return {number}")
            continue
        assert guard.choice is not None
        plan = make_plan(writer, [guard.choice], [Literal(guard.condition, True)], scope)
        variable = plan.scope[guard.choice.bare]
        lines.append(f"options = sorted({listed(variable, plan)})")
        lines.append(f"if not options: return {number}")
        lines.append(f"if len(chosen) == {choices}: return options")
        lines.append(f"{variable} = chosen[{choices}]")
        lines.append(f"if {variable} not in options: return {~number}")
        scope[guard.choice.bare] = variable
        choices += 1
    written = write_updates(writer, step, scope)
    lines.extend(written.lines)
    lines.append(f"return ({written.state}, {written.changes})")
    return function(name, ("chosen", *_parameters(step).values()), lines, writer.layout)


def observed(writer: Writer, name: str, step: Step) -> str:
    """A function `(state, chosen, *arguments)` of the old state: what a step that is done returns and tells.

    It returns the returned number or None, and for every telling its recipients (None for a principal that is not a
    sort, who hears nothing if the list is empty) and what it carries.
    """
    scope = _parameters(step)
    lines: list[str] = []
    for number, choice in enumerate(step.choices):
        scope[choice.bare] = fresh(choice.name, scope)
        lines.append(f"{scope[choice.bare]} = chosen[{number}]")
    told: list[str] = []
    for tell in step.tells:
        conditions = [Literal(tell.where, True), Literal(tell.whom, True)]
        variables = [tell.recipient] if tell.recipient is not None else []
        plan = make_plan(writer, variables, conditions, scope)
        who = plan.scope[tell.recipient.bare] if tell.recipient is not None else "None"
        # What news carry may depend on who hears them.
        carried = tuple_of([carried_value(writer, c, plan.scope) for c in tell.carries])
        told.append(listed(f"({who}, {carried})", plan))
    returned = writer.expression(step.returns, scope) if step.returns is not None else "None"
    lines.append(f"return ({returned}, {tuple_of(told)})")
    return function(name, ("chosen", *_parameters(step).values()), lines, writer.layout)


def carried_value(writer: Writer, carried: Carried, scope: Mapping[Term, str]) -> str:
    """A value, or for a value at all places: where it is true, or what it is at each."""
    if not carried.bound:
        return writer.expression(carried.value, scope)
    if carried.value.sort.is_boolean:
        plan = make_plan(writer, carried.bound, [Literal(carried.value, True)], scope)
        return f"frozenset({set_of(tuple_of([plan.scope[v.bare] for v in carried.bound]), plan)})"
    plan = make_plan(writer, carried.bound, [], scope, ordered=True)
    places = [plan.scope[v.bare] for v in carried.bound]
    return f"tuple({listed(f'({tuple_of(places)}, {writer.expression(carried.value, plan.scope)})', plan)})"


def successors(writer: Writer, name: str, step: Step, guards: tuple[Guard, ...], number: int) -> str:
    """A function `(state)`: every way to do a step, as pairs of `(number, *arguments, *choices)` and the new state."""
    variables = [*step.parameters, *(g.choice for g in guards if g.choice is not None)]
    plan = make_plan(writer, variables, [Literal(g.condition, True) for g in guards], {}, ordered=True)
    written = write_updates(writer, step, plan.scope)
    label = tuple_of([str(number), *(plan.scope[v.bare] for v in variables)])
    inside = [*written.lines, f"found.append(({label}, {written.state}))"]
    lines = ["found = []", *nested(plan, inside, "return found"), "return found"]
    return function(name, (), lines, writer.layout)


def _parameters(step: Step) -> dict[Term, str]:
    scope: dict[Term, str] = {}
    for parameter in step.parameters:
        scope[parameter.bare] = fresh(parameter.name, scope)
    return scope
