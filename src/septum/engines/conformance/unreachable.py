"""Targets that no run reaches: the invariants exclude them, or that they are out of reach is an invariant itself."""

from collections.abc import Iterator, Sequence

from septum.engines.conformance.targets import Aspect, Target
from septum.engines.prove import judge
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.interpreter.steps import active_guards
from septum.logic import build
from septum.logic.terms import FALSE, Term
from septum.logic.walk import in_state, substitute, symbols
from septum.obligations.facts import instance, supposed
from septum.obligations.lower import lower
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.run import Event
from septum.spec.model import Fact, FactKind, Guard, GuardKind, Model

_STATE = "s"


def excluded(model: Model, targets: Sequence[Target], settings: Settings) -> frozenset[Target]:
    """Those of the targets that no state fits that keeps the invariants, as far as solvers prove it.

    The model's own invariants are supposed: that they hold is what `prove` shows.
    """
    held = tuple(supposed(fact, _STATE) for fact in (*model.axioms, *model.invariants))
    asked = [_obligation(model, number, target, held) for number, target in enumerate(targets)]
    outcomes = judge(asked, settings)
    return frozenset(t for t, o in zip(targets, outcomes, strict=True) if o.verdict is Verdict.PROVED)


def never_reached(model: Model, targets: Sequence[Target], settings: Settings) -> frozenset[Target]:
    """Those of which it is so at every start, and kept by every step, that the state does not fit them."""
    facts = [_fact(model, number, target) for number, target in enumerate(targets)]
    asked = [claim for fact in facts for claim in _claims(model, fact)]
    failing = {o.target for o, r in zip(asked, judge(asked, settings), strict=True) if r.verdict is not Verdict.PROVED}
    return frozenset(target for target, fact in zip(targets, facts, strict=True) if fact.name not in failing)


def _claims(model: Model, fact: Fact) -> Iterator[Obligation]:
    """The fact holds at every start, and every step that writes what it speaks of keeps it."""
    start = tuple(supposed(given, _STATE) for given in (*model.axioms, *model.initially))
    yield _claim(f"start/{fact.name}", fact, start, in_state(instance(fact), _STATE))
    held = tuple(supposed(given, _STATE) for given in (*model.axioms, *model.invariants, fact))
    read = symbols(fact.body)
    for step in model.active_steps():
        if step.writes.isdisjoint(read):
            continue
        variables = (*step.parameters, *step.choices)
        event = Event(step, _STATE, {v.bare: build.variable(f"{v.name}~", v.sort) for v in variables})
        passed = (
            Hypothesis(f"guard {guard.identifier} {_STATE}", event.holds(guard)) for guard in active_guards(model, step)
        )
        yield _claim(f"{step.name}/{fact.name}", fact, (*held, *passed), event.after(instance(fact)))


def _claim(name: str, fact: Fact, hypotheses: tuple[Hypothesis, ...], goal: Term) -> Obligation:
    return Obligation(name, "never", None, None, None, fact.name, fact.span, "", "", hypotheses, goal)


def _fact(model: Model, number: int, target: Target) -> Fact:
    """The state fits the target for no arguments."""
    step = model.step(target.step)
    guards = active_guards(model, step)
    body = build.negate(build.conjunction(*(term.bare for term in _wanted(target, guards))))
    variables = tuple(sorted(body.free, key=lambda variable: variable.name))
    return Fact(f"target {number}", step.concern, FactKind.INVARIANT, variables, body, step.span)


def _obligation(model: Model, number: int, target: Target, held: tuple[Hypothesis, ...]) -> Obligation:
    step = model.step(target.step)
    wanted = tuple(
        Hypothesis(f"wanted {target.step}{place} {_STATE}", lower(in_state(term, _STATE)))
        for place, term in enumerate(_wanted(target, active_guards(model, step)))
    )
    return Obligation(
        f"reached/{number}", "reached", target.step, None, None, target.step, step.span, "", "", (*held, *wanted), FALSE
    )


def _wanted(target: Target, guards: tuple[Guard, ...]) -> Iterator[Term]:
    """What holds where the target is hit: how each guard stands, up to the last that matters."""
    if target.aspect is Aspect.CHOICE:
        yield from (guard.condition for guard in guards)
        choice = guards[target.guard].choice
        assert choice is not None
        other = build.variable(f"{choice.name}~other", choice.sort)
        yield substitute(guards[target.guard].condition.bare, {choice.bare: other})
        yield build.negate(build.equal(choice.bare, other))
        return
    fails = {target.guard, target.other}
    last = {Aspect.ORDER: target.other, Aspect.STATUS: target.guard}.get(target.aspect, len(guards) - 1)
    yield from (_stands(guard, number not in fails) for number, guard in enumerate(guards) if number <= last)


def _stands(guard: Guard, holds: bool) -> Term:
    if holds:
        return guard.condition
    if guard.kind is GuardKind.CHOOSE and guard.choice is not None:
        return build.negate(build.exists((guard.choice.bare,), guard.condition.bare))
    return build.negate(guard.condition)
