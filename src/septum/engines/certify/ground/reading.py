"""Truth values of ground statements of which not all atoms are known: Kleene's three values."""

from collections.abc import Mapping

from septum.logic.terms import Operator, Term

_CONNECTIVES = (
    Operator.NOT, Operator.AND, Operator.OR, Operator.IMPLIES, Operator.IF, Operator.TRUE, Operator.FALSE,
)  # fmt: skip


def is_atom(statement: Term) -> bool:
    """Is a statement made without connectives?"""
    if statement.operator is Operator.EQUAL:
        return not statement.arguments[0].sort.is_boolean
    return statement.operator not in _CONNECTIVES


def value(statement: Term, known: Mapping[Term, bool]) -> bool | None:
    """The truth value, or None where it is open."""
    arguments = statement.arguments
    match statement.operator:
        case Operator.TRUE:
            return True
        case Operator.FALSE:
            return False
        case Operator.NOT:
            inner = value(arguments[0], known)
            return None if inner is None else not inner
        case Operator.AND | Operator.OR:
            ends = statement.operator is Operator.OR
            values = [value(a, known) for a in arguments]
            return ends if ends in values else None if None in values else not ends
        case Operator.IMPLIES:
            left, right = (value(a, known) for a in arguments)
            return True if left is False or right is True else None if left is None or right is None else False
        case Operator.IF:
            condition, first, second = (value(a, known) for a in arguments)
            if condition is None:
                return first if first == second else None
            return first if condition else second
        case Operator.EQUAL if arguments[0].sort.is_boolean:
            left, right = (value(a, known) for a in arguments)
            return None if left is None or right is None else left == right
        case _:
            return known.get(statement)


def open_atoms(statement: Term, known: Mapping[Term, bool], found: dict[Term, None]) -> None:
    """Put the atoms on which the value of a statement still depends into `found`, in their order."""
    if value(statement, known) is not None:
        return
    if is_atom(statement):
        found[statement] = None
        return
    if statement.operator is Operator.IF:
        condition = value(statement.arguments[0], known)
        if condition is not None:
            open_atoms(statement.arguments[1 if condition else 2], known, found)
            return
    for argument in statement.arguments:
        open_atoms(argument, known, found)


def atoms(statement: Term, found: dict[Term, None]) -> None:
    """Put all atoms of a statement into `found`, in their order."""
    if is_atom(statement):
        found[statement] = None
    else:
        for argument in statement.arguments:
            atoms(argument, found)


def conditionals(term: Term, found: dict[Term, None]) -> None:
    """Put every conditional that is no statement into `found`, inner ones first."""
    for argument in term.arguments:
        conditionals(argument, found)
    if term.operator is Operator.IF and not term.sort.is_boolean:
        found[term] = None
