"""What an observer can tell by itself at one moment: what it sees, what it asked, what it is told."""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Operator, Term
from septum.logic.walk import in_state, substitute
from septum.obligations.lower import lower, membership
from septum.obligations.run import Event
from septum.spec.model import Carried, Home, Model, Observer, Tell, View


@frozen(eq=False)
class Sight:
    """The observer can tell `term`, for any terms that it knows in the place of `holes`, wherever `when` holds.

    Whether `when` holds, it can tell too.
    """

    term: Term
    holes: tuple[Term, ...]
    when: Term


@frozen(eq=False)
class Knowledge:
    """`given`: variables whose values the observer knows. `functions`: rigid symbols that it knows: constants, sets."""

    sights: tuple[Sight, ...]
    given: frozenset[Term]
    functions: frozenset[Symbol]
    constants: tuple[Term, ...]

    def knowing(self, *variables: Term) -> "Knowledge":
        """The same, with the values of these variables."""
        return evolve(self, given=self.given | {v.bare for v in variables})

    def is_plain(self, term: Term) -> bool:
        """Is it made of known variables, constants and known symbols alone, so that nothing need be seen?"""
        match term.operator:
            case Operator.VARIABLE:
                return term in self.given
            case Operator.APPLY:
                if term.symbol not in self.functions:
                    return False
            case Operator.FORALL | Operator.EXISTS:
                return self.knowing(*term.bound).is_plain(term.arguments[0])
            case _:
                pass
        return all(map(self.is_plain, term.arguments))

    def plain_terms(self, sort: Sort) -> list[Term]:
        """The known variables and constants of a sort, in a fixed order."""
        found = sorted((v for v in self.given if v.sort == sort), key=lambda v: v.name)
        return [*found, *(c for c in self.constants if c.sort == sort)]


def nothing(model: Model, viewer: Term | None) -> Knowledge:
    """What somebody knows who has seen nothing yet: who it is, and the constants."""
    rigid = [s.symbol for s in model.symbols if s.home is Home.CONSTANT]
    constants = tuple(build.apply(symbol, []) for symbol in rigid if not symbol.domain)
    given = frozenset[Term]() if viewer is None else frozenset((viewer.bare,))
    return Knowledge((), given, frozenset(rigid), constants)


def with_views(knowledge: Knowledge, model: Model, observer: Observer, viewer: Term | None, state: str) -> Knowledge:
    """All that the observer's views show in the state of that tag, too."""
    found: list[Sight] = []
    for view in model.views:
        if view.principal == observer.name:
            found.extend(_view_sights(view, viewer, state))
    return evolve(knowledge, sights=(*knowledge.sights, *found))


def with_request(knowledge: Knowledge, event: Event) -> Knowledge:
    """The values of a step's parameters too: it is the observer's own."""
    return _with_variables(knowledge, [event.values[p.bare] for p in event.step.parameters])


def with_news(knowledge: Knowledge, event: Event, observer: Observer, viewer: Term | None) -> Knowledge:
    """What the observer is told of a step.

    Of two lines that tell the same news it cannot know which one it was, so nothing is taken from them.
    """
    lines = [tell for tell in event.step.tells if may_hear(tell, observer)]
    found: list[Sight] = []
    values: list[Term] = []
    for tell in lines:
        if sum(other.news == tell.news for other in lines) > 1:
            continue
        # It hears something: where there is one line, that line.
        heard = TRUE if len(lines) == 1 else event.before(hearing(tell, viewer))
        if heard != TRUE:
            found.append(Sight(heard, (), TRUE))
        for number, carried in enumerate(tell.carries):
            value = event.values.get(carried.value.bare)
            if heard == TRUE and value is not None:
                values.append(value)
            else:
                found.append(_carried_sight(event, carried, heard, f"~{tell.identifier}.{number}"))
    knowledge = _with_variables(knowledge, values)
    return evolve(knowledge, sights=(*knowledge.sights, *found))


def may_hear(tell: Tell, observer: Observer) -> bool:
    """Are the news for observers of this kind?"""
    if observer.sort is None:
        return tell.principal == observer.name
    return tell.recipient is not None and tell.recipient.sort == observer.sort


def hearing(tell: Tell, viewer: Term | None) -> Term:
    """The condition under which the viewer hears the news, in the words of the step."""
    if tell.recipient is None or viewer is None:
        return tell.where
    return build.conjunction(substitute(tell.whom, {tell.recipient.bare: viewer}), tell.where.bare)


def _view_sights(view: View, viewer: Term | None, state: str) -> Iterator[Sight]:
    holes = {p.bare: build.variable(f"{p.name}~{view.name}", p.sort) for p in view.parameters}
    values = dict(holes)
    if view.viewer is not None and viewer is not None:
        values[view.viewer.bare] = viewer
    when = in_state(lower(substitute(view.where, values)), state)
    if when != TRUE:
        yield Sight(when, tuple(holes.values()), TRUE)
    for carried in view.values:
        bound = {b.bare: build.variable(f"{b.name}~{view.name}~bound", b.sort) for b in carried.bound}
        value = substitute(substitute(carried.value, bound), values)
        places = [*holes.values(), *bound.values()]
        part = _part(value, places, f"~{view.name}")
        yield Sight(in_state(lower(part), state), tuple(places), when)


def _carried_sight(event: Event, carried: Carried, heard: Term, suffix: str) -> Sight:
    holes = {b.bare: build.variable(f"{b.name}{suffix}", b.sort) for b in carried.bound}
    places = list(holes.values())
    part = _part(substitute(carried.value, holes), places, suffix)
    return Sight(event.before(part), tuple(places), heard)


def _part(value: Term, holes: list[Term], suffix: str) -> Term:
    """A value; of a set, whether a member is in it, for which a hole is added."""
    if not value.sort.is_set:
        return value.bare
    assert value.sort.element is not None
    member = build.variable(f"member{suffix}", value.sort.element)
    holes.append(member)
    return build.contains(value.bare, member)


def _with_variables(knowledge: Knowledge, variables: Iterable[Term]) -> Knowledge:
    listed = list(variables)
    sets = {membership(v.name, v.sort) for v in listed if v.sort.is_set}
    return evolve(knowledge.knowing(*listed), functions=knowledge.functions | sets)
