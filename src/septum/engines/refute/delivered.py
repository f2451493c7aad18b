"""What an observer gets to work with, as against a table entry that it merely has: the better thing to show."""

from collections.abc import Set

from septum.logic import Operator, Symbol, Term
from septum.spec.model import Home, Model, View


def delivered_symbols(model: Model) -> frozenset[Symbol]:
    """Contents, and what requests return: a word, a pending interrupt."""
    found = frozenset(d.symbol for d in model.symbols if d.home is Home.CONTENT)
    return found.union(*(_outermost(step.returns.bare) for step in model.steps if step.returns is not None))


def shows_delivered(view: View, delivered: Set[Symbol]) -> bool:
    """Are values of the view such symbols?"""
    return any(not _outermost(c.value.bare).isdisjoint(delivered) for c in view.values)


def _outermost(term: Term) -> frozenset[Symbol]:
    if term.operator is Operator.APPLY and term.symbol is not None:
        return frozenset((term.symbol,))
    if term.operator is Operator.IF:
        return _outermost(term.arguments[1]) | _outermost(term.arguments[2])
    return frozenset()
