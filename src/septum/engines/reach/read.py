"""Confidentiality: what decides and answers a step, and what it shows, is defined by what its viewer knows."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from septum.engines.reach.define import Definer, Undefined
from septum.engines.reach.entries import (
    as_obligation,
    defined_entry,
    defined_value,
    left_alone,
    shown_by,
    views_of,
)
from septum.engines.reach.hear import Ask, alike, hear, sharers, shows_as
from septum.engines.reach.knowledge import nothing, with_request, with_views
from septum.engines.reach.steps import (
    STATE,
    Target,
    actor_of,
    event_of,
    facts_hold,
    guards_hold,
    obligation,
    own,
    told,
    viewer_of,
)
from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Term
from septum.logic.walk import substitute
from septum.obligations.lower import lower
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.run import Event
from septum.spec.model import GuardKind, Model, Observer, Step


def own_steps(model: Model, step: Step, ask: Ask) -> Iterator[Obligation]:
    """A principal's own step: what lets it happen, what it answers, and what it shows."""
    for observer in model.observers:
        event = event_of(step, model)
        actor = actor_of(step, event, observer)
        if actor is None:
            continue
        viewer = None if actor == TRUE else actor
        knowledge = with_request(with_views(nothing(model, viewer), model, observer, viewer, STATE), event)
        base = facts_hold((*model.axioms, *model.invariants))
        for position, guard in enumerate(event.step.guards):
            if guard.kind in (GuardKind.WAITS, GuardKind.DUTY):
                continue
            before = [*base, *guards_hold(event, event.step.guards[:position])]
            condition = event.holds(guard)
            if guard.choice is not None:
                chosen = event.values[guard.choice.bare]
                bound = build.variable(guard.choice.name, guard.choice.sort)
                condition = lower(build.exists([bound], substitute(condition, {chosen: bound})))
            name = guard.identifier.split(".", 1)[1]
            target = Target("r_decide", name, guard.span, step, observer)
            yield as_obligation(target, before, Definer(knowledge, ask(before)).define(condition))
        passed = [*base, *guards_hold(event, event.step.guards)]
        definer = Definer(knowledge, ask(passed))
        if step.returns is not None:
            target = Target("r_answer", "reply", step.returns.span or step.span, step, observer)
            yield as_obligation(target, passed, defined_value(definer, event.before, step.returns, ()))
        for view in views_of(model, observer):
            target = Target("r_own", view.name, view.span, step, observer)
            if step.writes.isdisjoint(shown_by(view)):
                yield obligation(target, (), TRUE)
            else:
                yield as_obligation(target, passed, defined_entry(definer, view, viewer, event))


def announced(model: Model, step: Step, ask: Ask) -> Iterator[Obligation]:
    """A step of which somebody else is told, or is not told: what it shows to it."""
    for observer in model.observers:
        viewer = viewer_of(observer)
        yield from _untold(model, step, observer, viewer, ask)
        heard = hear(model, step, observer, ask)
        if heard is None:
            continue
        others = [h for s in sharers(model, step, observer) if (h := hear(model, s, observer, ask)) is not None]
        for view in views_of(model, observer):
            target = Target("r_told", view.name, view.span, step, observer)
            if all(h.event.step.writes.isdisjoint(shown_by(view)) for h in (heard, *others)):
                yield obligation(target, (), TRUE)
                continue
            found = defined_entry(heard.definer, view, viewer, heard.event)
            if not isinstance(found, Undefined) and others:
                found = alike(found, heard, others, view, viewer)
            yield as_obligation(target, heard.hypotheses, found)


def _untold(model: Model, step: Step, observer: Observer, viewer: Term | None, ask: Ask) -> Iterator[Obligation]:
    event = event_of(step, model)
    supposed = {"not own": build.negate(own(event, observer, viewer))}
    supposed["not told"] = build.negate(told(event, observer, viewer))
    if any(term == FALSE for term in supposed.values()):
        return
    base = facts_hold((*model.axioms, *model.invariants))
    base += [Hypothesis(name, term) for name, term in supposed.items() if term != TRUE]
    base += guards_hold(event, event.step.guards)
    for view in views_of(model, observer):
        target = Target("r_write", view.name, view.span, step, observer)
        if step.writes.isdisjoint(shown_by(view)):
            yield obligation(target, (), TRUE)
        else:
            yield obligation(target, base, left_alone(event, view, viewer, ask(base)))


def births(model: Model, ask: Ask, names: Sequence[str]) -> Iterator[Obligation]:
    """A new life: what it sees is defined by nothing at all, whichever step it begins with."""
    for observer in model.observers:
        viewer = viewer_of(observer)
        begins = [s for s in model.active_steps() if s.begins is not None and s.begins.sort == observer.sort]
        for step in (s for s in begins if s.name in names):
            event, base, definer = _birth(model, step, viewer, ask)
            for view in views_of(model, observer):
                target = Target("r_birth", view.name, view.span, step, observer)
                found = defined_entry(definer, view, viewer, event)
                for other in begins:
                    if other is step or isinstance(found, Undefined):
                        continue
                    other_event, _, other_definer = _birth(model, other, viewer, ask)
                    same = defined_entry(other_definer, view, viewer, other_event)
                    claim = FALSE if isinstance(same, Undefined) else shows_as(event, same, {}, view, viewer)
                    found = evolve(found, claims=(*found.claims, claim))
                yield as_obligation(target, base, found)


def _birth(model: Model, step: Step, viewer: Term | None, ask: Ask) -> tuple[Event, list[Hypothesis], Definer]:
    assert step.begins is not None and viewer is not None
    event = event_of(step, model, {step.begins.bare: viewer})
    base = [*facts_hold((*model.axioms, *model.invariants)), *guards_hold(event, event.step.guards)]
    return event, base, Definer(nothing(model, viewer), ask(base))


def starts(model: Model, ask: Ask) -> Iterator[Obligation]:
    """What is seen at the start is defined by nothing at all."""
    base = facts_hold((*model.axioms, *model.initially))
    for observer in model.observers:
        viewer = viewer_of(observer)
        if viewer is None:
            continue
        nobody = Step("start", "", model.steps[0].kind, model.steps[0].actor, (), (), (), (), model.span)
        definer = Definer(nothing(model, viewer), ask(base))
        for view in views_of(model, observer):
            target = Target("r_start", view.name, view.span, None, observer)
            yield as_obligation(target, base, defined_entry(definer, view, viewer, Event(nobody, STATE, {})))
