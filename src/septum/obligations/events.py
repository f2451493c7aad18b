"""Events spelt out: a step of one run with constants for its arguments, and the statements made of two terms."""

from collections.abc import Sequence

from attrs import frozen

from septum.logic.sorts import BOOLEAN
from septum.logic.terms import FALSE, TRUE, Operator, Term, make
from septum.obligations.meaning import After, Before, Values
from septum.spec.model import Observer, Step


@frozen
class Event:
    """A step of one run, with constants for its parameters and choices."""

    step: Step
    values: Values
    before: Before

    @property
    def after(self) -> After:
        """The state after it."""
        return After(self.step, self.before, self.values)


@frozen
class Setting:
    """The events of the two runs, who observes, and the term for it. `second`: how the other event is called."""

    one: Event | None
    other: Event | None
    observer: Observer | None
    viewer: Term | None
    second: str = ""

    def event(self, name: str) -> Event:
        """The event of a name in the property."""
        event = self.other if name == self.second else self.one
        assert event is not None
        return event


def equation(left: Term | None, right: Term | None) -> Term:
    """Two terms are equal."""
    assert left is not None and right is not None
    return make(Operator.EQUAL, BOOLEAN, (left, right))


def joined(operator: Operator, terms: Sequence[Term]) -> Term:
    """A conjunction or disjunction; a single statement is itself; what is always true does not count among others."""
    terms = [t for t in terms if t is not TRUE] if operator is Operator.AND else terms
    if not terms:
        return TRUE if operator is Operator.AND else FALSE
    return terms[0] if len(terms) == 1 else make(operator, BOOLEAN, tuple(terms))


def for_all(variables: Sequence[Term], body: Term) -> Term:
    """The body for all values of some variables."""
    return make(Operator.FORALL, BOOLEAN, (body,), bound=tuple(v.bare for v in variables)) if variables else body
