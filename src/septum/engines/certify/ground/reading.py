"""What ground statements are made of: atoms, and conditionals that are no statements."""

from septum.logic.terms import Operator, Term

_CONNECTIVES = (
    Operator.NOT, Operator.AND, Operator.OR, Operator.IMPLIES, Operator.IF, Operator.TRUE, Operator.FALSE,
)  # fmt: skip


def is_atom(statement: Term) -> bool:
    """Is a statement made without connectives?"""
    if statement.operator is Operator.EQUAL:
        return not statement.arguments[0].sort.is_boolean
    return statement.operator not in _CONNECTIVES


def conditionals(term: Term, found: dict[Term, None]) -> None:
    """Put every conditional that is no statement into `found`, inner ones first."""
    for argument in term.arguments:
        conditionals(argument, found)
    if term.operator is Operator.IF and not term.sort.is_boolean:
        found[term] = None
