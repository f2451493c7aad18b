"""A second evaluator of terms, kept as simple as can be: recursion over the term, tables by name.

It shares no code with the generated Python. It checks what that computes, and the countermodels of solvers.
"""

from collections.abc import Mapping
from itertools import product

from attrs import frozen

from septum.interpreter.instance import Value
from septum.logic import Operator, Sort, Term


@frozen
class Table:
    """A function or relation: its values by arguments, and `otherwise` the value everywhere else."""

    entries: Mapping[tuple[Value, ...], Value]
    otherwise: Value


@frozen
class Structure:
    """A finite structure: elements by sort name, tables by symbol name and state tag (`""` for constants)."""

    elements: Mapping[str, tuple[str, ...]]
    tables: Mapping[tuple[str, str], Table]


def evaluate(term: Term, structure: Structure, environment: Mapping[Term, Value] | None = None) -> Value:
    """The value of a term.

    `environment`: the values of its free variables. Raises KeyError for a variable without a value, a sort without
    elements, or a symbol without a table in the state that the term speaks of.
    """
    return _value(term, structure, {v.bare: value for v, value in (environment or {}).items()})


def values_of(sort: Sort, structure: Structure) -> tuple[Value, ...]:
    """All values of a sort. Raises KeyError for a sort that the structure does not know."""
    if sort.is_boolean:
        return (False, True)
    if sort.is_enumeration:
        return sort.members
    if sort.element is not None:
        choices = [((), (member,)) for member in sort.element.members]
        return tuple(frozenset(m for part in parts for m in part) for parts in product(*choices))
    return structure.elements[sort.name]


def _value(term: Term, structure: Structure, environment: Mapping[Term, Value]) -> Value:
    def value(part: Term) -> Value:
        return _value(part, structure, environment)

    match term.operator:
        case Operator.TRUE:
            return True
        case Operator.FALSE:
            return False
        case Operator.VARIABLE:
            return environment[term.bare]
        case Operator.MEMBER:
            return term.name
        case Operator.APPLY:
            assert term.symbol is not None
            table = structure.tables[term.symbol.name, term.state]
            return table.entries.get(tuple(value(a) for a in term.arguments), table.otherwise)
        case Operator.EQUAL:
            return value(term.arguments[0]) == value(term.arguments[1])
        case Operator.NOT:
            return not value(term.arguments[0])
        case Operator.AND:
            return all(value(a) for a in term.arguments)
        case Operator.OR:
            return any(value(a) for a in term.arguments)
        case Operator.IMPLIES:
            return bool(not value(term.arguments[0]) or value(term.arguments[1]))
        case Operator.IF:
            return value(term.arguments[1] if value(term.arguments[0]) else term.arguments[2])
        case Operator.FORALL | Operator.EXISTS:
            every = all if term.operator is Operator.FORALL else any
            ranges = [values_of(v.sort, structure) for v in term.bound]
            names = [v.bare for v in term.bound]
            return every(
                _value(term.arguments[0], structure, {**environment, **dict(zip(names, chosen, strict=True))})
                for chosen in product(*ranges)
            )
        case Operator.CONTAINS:
            collection = value(term.arguments[0])
            assert isinstance(collection, frozenset)
            return value(term.arguments[1]) in collection
        case Operator.SET:
            return frozenset(str(value(a)) for a in term.arguments)
