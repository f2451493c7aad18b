"""A step as the second statement sees it: the event, what may be supposed of it, and how what it asks is written."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from septum.diagnostics import Span
from septum.engines.reach.clauses import clause
from septum.engines.reach.knowledge import hearing, may_hear
from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.obligations.facts import supposed
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.run import Event
from septum.spec.model import Fact, Guard, GuardKind, Model, Observer, Step, Tell

STATE = "s"
"""The tag of the state before."""


def event_of(step: Step, model: Model, values: Mapping[Term, Term] | None = None) -> Event:
    """The step in the state `s`, less duties that nobody owes; `values` for parameters, else constants `name~`."""
    kept = tuple(g for g in step.guards if g.kind is not GuardKind.DUTY or g.assumption in model.assumes)
    full = {v.bare: build.variable(f"{v.name}~", v.sort) for v in (*step.parameters, *step.choices)}
    return Event(evolve(step, guards=kept), STATE, {**full, **(values or {})})


def viewer_of(observer: Observer) -> Term | None:
    """An arbitrary observer of a kind."""
    return None if observer.sort is None else build.variable("~observer", observer.sort)


def actor_of(step: Step, event: Event, observer: Observer) -> Term | None:
    """The observer whose step it is, TRUE for a single principal, None where it can be nobody's of this kind."""
    if step.actor.parameter is not None:
        return event.values[step.actor.parameter.bare] if step.actor.parameter.sort == observer.sort else None
    return TRUE if observer.sort is None and step.actor.principal == observer.name else None


def own(event: Event, observer: Observer, viewer: Term | None) -> Term:
    """It is the viewer's own step."""
    actor = actor_of(event.step, event, observer)
    if actor is None:
        return FALSE
    return TRUE if viewer is None else build.equal(actor, viewer)


def told(event: Event, observer: Observer, viewer: Term | None) -> Term:
    """The viewer is told something of it."""
    return build.disjunction(*(event.before(hearing(t, viewer)) for t in event.step.tells if may_hear(t, observer)))


def hearers(step: Step, observer: Observer, viewer: Term | None) -> dict[Term, Term]:
    """The parameter that is the viewer wherever the viewer is told: there is one where all news name it."""
    lines = [t for t in step.tells if may_hear(t, observer)]
    if viewer is None or not lines:
        return {}
    named = [_named(tell, step) for tell in lines]
    return {named[0]: viewer} if named[0] is not None and all(n == named[0] for n in named) else {}


def _named(tell: Tell, step: Step) -> Term | None:
    whom = tell.whom.bare
    if tell.recipient is None or whom.operator is not Operator.EQUAL or tell.recipient.bare not in whom.arguments:
        return None
    other = whom.arguments[1] if whom.arguments[0] == tell.recipient.bare else whom.arguments[0]
    return other if other in {p.bare for p in step.parameters} else None


def guards_hold(event: Event, guards: Iterable[Guard]) -> list[Hypothesis]:
    """These guards let the step go on."""
    return [Hypothesis(f"guard {g.identifier} {event.state}", event.holds(g)) for g in guards]


def facts_hold(facts: Iterable[Fact]) -> list[Hypothesis]:
    """These facts hold in the state before."""
    return [supposed(fact, STATE) for fact in facts]


@frozen
class Target:
    """What an obligation is about."""

    clause: str
    name: str
    span: Span
    step: Step | None = None
    observer: Observer | None = None


def obligation(target: Target, hypotheses: Sequence[Hypothesis], goal: Term, untouched: bool = False) -> Obligation:
    """The obligation of a target. A goal that is true as it stands needs no solver."""
    asked = clause(target.clause)
    should, _, may = asked.doc.partition("\n\n")
    untouched = untouched or goal == TRUE
    where = [] if target.step is None else [target.step.name]
    return Obligation(
        identifier="/".join([*where, target.clause, target.name]),
        clause=target.clause,
        step=None if target.step is None else target.step.name,
        other_step=None,
        observer=None if target.observer is None else target.observer.name,
        target=target.name,
        target_span=target.span,
        should=should,
        may=may,
        hypotheses=() if untouched else tuple(hypotheses),
        goal=goal,
        untouched=untouched,
    )
