"""From the interpreter's states to the structures that obligations speak of."""

from collections.abc import Mapping, Sequence

from septum.interpreter import Structure, Table, Value
from septum.interpreter.structure import values_of
from septum.logic import Term
from septum.logic.build import variable
from septum.obligations.lower import membership
from septum.obligations.run import Event
from septum.spec.model import Step


def event(step: Step, tag: str, suffix: str = "~") -> Event:
    """A step with a constant for each parameter and choice."""
    return Event(step, tag, {v.bare: variable(v.name + suffix, v.sort) for v in (*step.parameters, *step.choices)})


def given(made: Event, arguments: Sequence[Value], choices: Sequence[Value] = ()) -> dict[Term, Value]:
    """The values of an event's constants; choices that were not reached have none."""
    variables = (*made.step.parameters, *made.step.choices)
    return {made.values[v.bare]: value for v, value in zip(variables, (*arguments, *choices), strict=False)}


def tagged(states: Mapping[str, Structure], environment: Mapping[Term, Value]) -> Structure:
    """One structure for states by tag, and for the relations that stand for sets."""
    first = next(iter(states.values()))
    tables: dict[tuple[str, str], Table] = {}
    for tag, structure in states.items():
        for (name, _), table in structure.tables.items():
            tables[name, tag] = table
            tables[name, ""] = table
    for constant, value in environment.items():
        if constant.sort.element is not None:
            assert isinstance(value, frozenset)
            entries = {(m,): m in value for m in values_of(constant.sort.element, first)}
            tables[membership(constant.name, constant.sort).name, ""] = Table(entries, False)
    return Structure(first.elements, tables)
