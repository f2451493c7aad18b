"""What an observer sees: components that are visible alike and, where visible, equal. Hence equivalences."""

from collections.abc import Mapping

from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Term
from septum.logic.walk import in_state, substitute, symbols
from septum.obligations.constants import goal_constants
from septum.obligations.lower import lower, same
from septum.obligations.obligation import Hypothesis
from septum.obligations.run import Event
from septum.spec.model import Model, Observer, View


def views_of(model: Model, observer: Observer) -> tuple[View, ...]:
    """The components of an observer's view."""
    return tuple(view for view in model.views if view.principal == observer.name)


def viewed_symbols(view: View) -> frozenset[Symbol]:
    """The symbols that a component reads."""
    return symbols(view.where).union(*(symbols(carried.value) for carried in view.values))


def equal_before(view: View, viewer: Term | None, first: str, second: str) -> list[Hypothesis]:
    """The component is equal in the states of two tags, as statements that may be supposed."""
    values = _viewer(view, viewer)
    where = substitute(lower(view.where), values)
    left, right = in_state(where, first), in_state(where, second)
    name = f"view {view.name} {first} {second}"
    found: list[Hypothesis] = []
    if where != TRUE:
        found.append(Hypothesis(f"{name} visible", _closed(view.parameters, build.equal(left, right))))
    for number, carried in enumerate(view.values, 1):
        value = substitute(lower(carried.value), values)
        equal = same(in_state(value, first), in_state(value, second))
        body = build.implies(left, build.forall(carried.bound, equal))
        suffix = f" value {number}" if len(view.values) > 1 else ""
        found.append(Hypothesis(name + suffix, _closed(view.parameters, body)))
    return found


def equal_after(view: View, viewer: Term | None, first: "Event | str", second: "Event | str") -> Term:
    """The component is equal in two states, for arbitrary constants; a state is that after an event, or a tag."""
    values = {**_viewer(view, viewer), **goal_constants(view.parameters)}
    where = substitute(lower(view.where), values)
    left, right = _in(where, first), _in(where, second)
    parts = [build.equal(left, right)]
    for carried in view.values:
        value = substitute(lower(carried.value), values)
        equal = build.forall(carried.bound, same(_in(value, first), _in(value, second)))
        parts.append(build.implies(left, equal))
    return lower(build.conjunction(*parts))


def _viewer(view: View, viewer: Term | None) -> Mapping[Term, Term]:
    if view.viewer is None:
        return {}
    assert viewer is not None
    return {view.viewer.bare: viewer}


def _in(term: Term, where: "Event | str") -> Term:
    return in_state(term, where) if isinstance(where, str) else where.after(term)


def _closed(parameters: tuple[Term, ...], body: Term) -> Term:
    return lower(build.forall([p.bare for p in parameters], body))
