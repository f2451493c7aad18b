"""What an observer gets to work with, as against a table entry that it merely has: the better thing to show."""

from collections.abc import Set

from septum.engines.results import Fall
from septum.logic import Operator, Symbol, Term
from septum.logic.walk import symbols
from septum.spec.model import GuardKind, Home, Model, Step, StepKind, View

ISOLATION = ("write", "read", "fingerprint")
"""What a fall breaks where it breaks no stated property."""


def delivered_symbols(model: Model) -> frozenset[Symbol]:
    """Contents, what requests return, and what a guest's own step takes: a word, a pending interrupt."""
    found = frozenset(d.symbol for d in model.symbols if d.home is Home.CONTENT)
    observing = {o.sort for o in model.observers if o.sort is not None}
    for step in model.steps:
        if step.returns is not None:
            found |= _outermost(step.returns.bare)
        if step.kind is StepKind.STEP and step.actor.parameter is not None and step.actor.parameter.sort in observing:
            found |= _taken(step)
    return found


def shows_delivered(view: View, delivered: Set[Symbol]) -> bool:
    """Are values of the view such symbols?"""
    return any(not _outermost(c.value.bare).isdisjoint(delivered) for c in view.values)


def is_delivered(model: Model, fall: Fall) -> bool:
    """Does an attack end with a word, an answer or an interrupt that the victim gets, not in a table entry only?"""
    if fall.property not in ISOLATION or "not visible" in (fall.first, fall.second):
        return False
    return fall.entry.split("(")[0] not in table_entries(model)


def table_entries(model: Model) -> frozenset[str]:
    """The views that show nothing of what is delivered."""
    delivered = delivered_symbols(model)
    return frozenset(view.name for view in model.views if not shows_delivered(view, delivered))


def _taken(step: Step) -> frozenset[Symbol]:
    """What the step is refused without, and uses up."""
    needed = [symbols(g.condition.bare) for g in step.guards if g.kind is GuardKind.REFUSE]
    return step.writes.intersection(frozenset[Symbol]().union(*needed))


def _outermost(term: Term) -> frozenset[Symbol]:
    if term.operator is Operator.APPLY and term.symbol is not None:
        return frozenset((term.symbol,))
    if term.operator is Operator.IF:
        return _outermost(term.arguments[1]) | _outermost(term.arguments[2])
    return frozenset()
