"""An entry of a view after an event: what defines it, and that it is left alone."""

from collections.abc import Callable, Sequence

from attrs import frozen

from septum.engines.reach.define import Defined, Definer, Test, Undefined
from septum.engines.reach.paths import Path
from septum.engines.reach.steps import Target, obligation
from septum.engines.reach.write import entry, unchanged
from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Operator, Term
from septum.logic.walk import substitute, symbols
from septum.obligations.lower import lower
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.run import Event
from septum.spec.model import Model, Observer, View


@frozen(eq=False)
class Entry:
    """What an entry is defined by: whether it is visible, and its values where it is; with what must be proved."""

    where: Term
    values: tuple[Term, ...]
    claims: tuple[Term, ...]


def defined_entry(definer: Definer, view: View, viewer: Term | None, event: Event) -> Entry | Undefined:
    """An entry after the event: whether it is visible, and where it is, its values."""
    rename = names_of(view, viewer)
    where, _ = entry(view, event, rename)
    definer = Definer(definer.knowledge.knowing(*(rename[p.bare] for p in view.parameters)), definer.test)
    visible = definer.define(where)
    if isinstance(visible, Undefined):
        return visible
    claims = list(visible.claims)
    values: list[Term] = []
    path = where.arguments if where.operator is Operator.AND else () if where == TRUE else (where,)
    for carried in view.values:
        bound = {b.bare: build.variable(f"{b.name}~goal", b.sort) for b in carried.bound}
        inner = Definer(definer.knowledge.knowing(*bound.values()), definer.test)
        value = substitute(substitute(carried.value, bound), rename)
        found = defined_value(inner, lambda term: event.after(lower(term)), value, path)
        if isinstance(found, Undefined):
            return found
        claims.extend(found.claims)
        values.append(found.term)
    return Entry(visible.term, tuple(values), tuple(claims))


def defined_value(definer: Definer, meant: Callable[[Term], Term], value: Term, path: Path) -> Defined | Undefined:
    """A value; a set by its members."""
    if value.sort.is_set:
        assert value.sort.element is not None
        member = build.variable("member~goal", value.sort.element)
        inner = Definer(definer.knowledge.knowing(member), definer.test)
        return inner.define(meant(build.contains(value.bare, member)), path)
    return definer.define(meant(value.bare), path)


def as_obligation(target: Target, hypotheses: Sequence[Hypothesis], found: Defined | Entry | Undefined) -> Obligation:
    """That the definition found is one; where none was found, that the first that was tried is."""
    goal = found.claim if isinstance(found, Undefined) else build.conjunction(*found.claims)
    return obligation(target, hypotheses, goal)


def left_alone(event: Event, view: View, viewer: Term | None, test: Test) -> Term:
    """No write of the event shows in an entry."""
    return unchanged(event, view, names_of(view, viewer), lambda goal: test((), goal))


def names_of(view: View, viewer: Term | None) -> dict[Term, Term]:
    """Arbitrary constants for the entry."""
    values = {p.bare: build.variable(f"{p.name}~goal", p.sort) for p in view.parameters}
    if view.viewer is not None and viewer is not None:
        values[view.viewer.bare] = viewer
    return values


def views_of(model: Model, observer: Observer) -> list[View]:
    """The components of an observer's view."""
    return [view for view in model.views if view.principal == observer.name]


def shown_by(view: View) -> frozenset[Symbol]:
    """The symbols that a component reads."""
    return frozenset[Symbol]().union(symbols(view.where), *(symbols(c.value) for c in view.values))
