"""Confidentiality: what decides and answers a step, and what it shows, is defined by what its viewer knows."""

from collections.abc import Callable, Iterator, Sequence

from septum.engines.reach.define import Definer, Test
from septum.engines.reach.entries import (
    as_obligation,
    defined_entry,
    defined_value,
    left_alone,
    names_of,
    shown_by,
    views_of,
)
from septum.engines.reach.knowledge import may_hear, nothing, with_news, with_request, with_views
from septum.engines.reach.steps import (
    STATE,
    Target,
    actor_of,
    event_of,
    facts_hold,
    guards_hold,
    hearers,
    obligation,
    own,
    told,
    viewer_of,
)
from septum.engines.reach.write import entry
from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Term
from septum.logic.walk import substitute
from septum.obligations.lower import lower
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.run import Event
from septum.spec.model import GuardKind, Model, Observer, Step

Ask = Callable[[Sequence[Hypothesis]], Test]
"""What decides claims under hypotheses."""


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
        event = event_of(step, model, hearers(step, observer, viewer))
        heard = told(event, observer, viewer)
        if heard == FALSE:
            continue
        supposed = [("told", heard), ("not own", build.negate(own(event, observer, viewer)))]
        if any(term == FALSE for _, term in supposed):
            continue
        base = facts_hold((*model.axioms, *model.invariants))
        base += [Hypothesis(name, term) for name, term in supposed if term != TRUE]
        base += guards_hold(event, event.step.guards)
        knowledge = with_views(nothing(model, viewer), model, observer, viewer, STATE)
        definer = Definer(with_news(knowledge, event, observer, viewer), ask(base))
        alone = _heard_of_this_alone(model, step, observer)
        for view in views_of(model, observer):
            target = Target("r_told", view.name, view.span, step, observer)
            if step.writes.isdisjoint(shown_by(view)):
                yield obligation(target, (), TRUE)
            elif alone:
                yield as_obligation(target, base, defined_entry(definer, view, viewer, event))
            else:
                yield obligation(target, base, left_alone(event, view, viewer, ask(base)))


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


def births(model: Model, ask: Ask) -> Iterator[Obligation]:
    """A new life: what it sees is defined by nothing at all."""
    for observer in model.observers:
        steps = [s for s in model.active_steps() if s.begins is not None and s.begins.sort == observer.sort]
        for step in steps:
            viewer = viewer_of(observer)
            assert step.begins is not None and viewer is not None
            event = event_of(step, model, {step.begins.bare: viewer})
            base = [*facts_hold((*model.axioms, *model.invariants)), *guards_hold(event, event.step.guards)]
            definer = Definer(nothing(model, viewer), ask(base))
            for view in views_of(model, observer):
                target = Target("r_birth", view.name, view.span, step, observer)
                if len(steps) > 1:
                    # Which of them it was must not show either: nothing may be seen.
                    where, _ = entry(view, event, names_of(view, viewer))
                    yield obligation(target, base, build.negate(where))
                else:
                    yield as_obligation(target, base, defined_entry(definer, view, viewer, event))


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


def _heard_of_this_alone(model: Model, step: Step, observer: Observer) -> bool:
    """Does no other step tell news that sound alike to observers of this kind?"""
    mine = _sounds(step, observer)
    return all(mine.isdisjoint(_sounds(s, observer)) for s in model.active_steps() if s.name != step.name)


def _sounds(step: Step, observer: Observer) -> frozenset[object]:
    return frozenset(
        (t.news, tuple((c.value.sort.name, *(b.sort.name for b in c.bound)) for c in t.carries))
        for t in step.tells
        if may_hear(t, observer)
    )
