"""Facts as statements: closed, to be supposed; and for arbitrary constants, to be shown."""

from septum.logic import build
from septum.logic.terms import Term
from septum.logic.walk import in_state, substitute
from septum.obligations.constants import goal_constants
from septum.obligations.lower import lower
from septum.obligations.obligation import Hypothesis
from septum.spec.model import Fact


def supposed(fact: Fact, tag: str) -> Hypothesis:
    """The fact, for all values of its parameters, in the state of that tag."""
    body = lower(build.forall([p.bare for p in fact.parameters], fact.body.bare))
    return Hypothesis(f"{fact.kind} {fact.name} {tag}", in_state(body, tag))


def instance(fact: Fact) -> Term:
    """The fact for arbitrary constants, about the state `""`."""
    return substitute(lower(fact.body), goal_constants(fact.parameters))
