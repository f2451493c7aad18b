"""What an action depends on and changes: where two states differ in nothing of it, it has the same effect in both."""

from septum.logic import Symbol, Term
from septum.logic.walk import symbols
from septum.spec.model import Step


def footprint(step: Step) -> frozenset[Symbol]:
    """The symbols that a step reads, be it for an answer or for news, or writes."""
    terms: list[Term] = [guard.condition for guard in step.guards]
    for update in step.updates:
        terms += (*update.at, update.condition, update.value)
    for tell in step.tells:
        terms += (tell.where, tell.whom, *(carried.value for carried in tell.carries))
    if step.returns is not None:
        terms.append(step.returns)
    return step.writes.union(*(symbols(term.bare) for term in terms))
