"""Steps as their hearers know them; several steps may sound alike."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from septum.engines.reach.define import Definer, Test, Undefined
from septum.engines.reach.entries import Entry, defined_entry, names_of
from septum.engines.reach.knowledge import may_hear, nothing, with_news, with_views
from septum.engines.reach.steps import STATE, event_of, facts_hold, guards_hold, hearers, own, told, viewer_of
from septum.engines.reach.write import entry
from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Term
from septum.logic.walk import substitute
from septum.obligations.lower import lower, same
from septum.obligations.obligation import Hypothesis
from septum.obligations.run import Event
from septum.spec.model import Model, Observer, Step, Tell, View

Ask = Callable[[Sequence[Hypothesis]], Test]
"""What decides claims under hypotheses."""


@frozen(eq=False)
class Heard:
    """A step of which somebody is told: what may be supposed then, and what the hearer knows."""

    event: Event
    observer: Observer
    hypotheses: tuple[Hypothesis, ...]
    definer: Definer


def hear(model: Model, step: Step, observer: Observer, ask: Ask) -> Heard | None:
    """A step, not its hearer's own, that tells something to observers of a kind; None where it cannot."""
    viewer = viewer_of(observer)
    event = event_of(step, model, hearers(step, observer, viewer))
    supposed = {"told": told(event, observer, viewer), "not own": build.negate(own(event, observer, viewer))}
    if any(term == FALSE for term in supposed.values()):
        return None
    base = facts_hold((*model.axioms, *model.invariants))
    base += [Hypothesis(name, term) for name, term in supposed.items() if term != TRUE]
    base += guards_hold(event, event.step.guards)
    knowledge = with_views(nothing(model, viewer), model, observer, viewer, STATE)
    definer = Definer(with_news(knowledge, event, observer, viewer), ask(base))
    return Heard(event, observer, tuple(base), definer)


def sharers(model: Model, step: Step, observer: Observer) -> list[Step]:
    """The other steps that tell news which sound alike to observers of a kind."""
    mine = {_sound(t) for t in _lines(step, observer)}
    others = (s for s in model.active_steps() if s.name != step.name)
    return [s for s in others if not mine.isdisjoint(_sound(t) for t in _lines(s, observer))]


def alike(found: Entry, heard: Heard, others: Sequence[Heard], view: View, viewer: Term | None) -> Entry | Undefined:
    """What the other steps show is defined alike: then it does not show which of them it was."""
    claims = list(found.claims)
    for other in others:
        names = _same_values(heard, other)
        entry_of_other = defined_entry(other.definer, view, viewer, other.event)
        if names is None or isinstance(entry_of_other, Undefined):
            return Undefined(found.where, FALSE)
        claim = shows_as(heard.event, entry_of_other, names, view, viewer)
        if not heard.definer.test((), claim):
            return Undefined(found.where, claim)
        claims.append(claim)
    return Entry(found.where, found.values, tuple(claims))


def shows_as(event: Event, other: Entry, names: Mapping[Term, Term], view: View, viewer: Term | None) -> Term:
    """The entry after the event is what another step's definition says of it, once `names` are put for its names."""
    constants = names_of(view, viewer)
    where, _ = entry(view, event, constants)
    parts = [build.equal(where, substitute(other.where, names))]
    for carried, defined in zip(view.values, other.values, strict=True):
        bound = {b.bare: build.variable(f"{b.name}~goal", b.sort) for b in carried.bound}
        value = substitute(substitute(carried.value, bound), constants)
        if value.sort.is_set:
            assert value.sort.element is not None
            value = build.contains(value.bare, build.variable("member~goal", value.sort.element))
        meant = event.after(lower(value))
        parts.append(build.implies(where, lower(same(meant, substitute(defined, names)))))
    return build.conjunction(*parts)


def _same_values(heard: Heard, other: Heard) -> dict[Term, Term] | None:
    """What the one step tells, in place of what the other tells; None unless both tell one thing, in variables."""
    mine, theirs = _lines(heard.event.step, heard.observer), _lines(other.event.step, other.observer)
    if len(mine) != 1 or len(theirs) != 1:
        return None
    names: dict[Term, Term] = {}
    for carried, told_there in zip(mine[0].carries, theirs[0].carries, strict=True):
        here, there = heard.event.values.get(carried.value.bare), other.event.values.get(told_there.value.bare)
        if here is None or there is None or (here.sort.is_set and here != there):
            return None
        if names.setdefault(there, here) != here:
            return None
    return names


def _lines(step: Step, observer: Observer) -> list[Tell]:
    return [tell for tell in step.tells if may_hear(tell, observer)]


def _sound(tell: Tell) -> object:
    return (tell.news, tuple((c.value.sort.name, *(b.sort.name for b in c.bound)) for c in tell.carries))
