"""What is supposed of every state holds at the start and is kept: the model's invariants, and the taints'."""

from collections.abc import Iterator, Sequence

from septum.engines.reach.steps import STATE, Target, event_of, facts_hold, guards_hold, obligation
from septum.logic.terms import TRUE
from septum.logic.walk import in_state, symbols
from septum.obligations.facts import instance
from septum.obligations.obligation import Obligation
from septum.spec.model import Fact, Model, Step


def at_the_start(model: Model, facts: Sequence[Fact], clause: str) -> Iterator[Obligation]:
    """Each of the facts holds at the start."""
    hypotheses = facts_hold((*model.axioms, *model.initially))
    for fact in facts:
        yield obligation(Target(clause, fact.name, fact.span), hypotheses, in_state(instance(fact), STATE))


def kept(model: Model, step: Step, facts: Sequence[Fact], clause: str) -> Iterator[Obligation]:
    """The step keeps each of the facts; all invariants of the model are supposed before."""
    event = event_of(step, model)
    hypotheses = [*facts_hold((*model.axioms, *model.invariants)), *guards_hold(event, event.step.guards)]
    for fact in facts:
        target = Target(clause, fact.name, fact.span, step)
        if event.step.writes.isdisjoint(symbols(fact.body)):
            yield obligation(target, (), TRUE)
        else:
            yield obligation(target, hypotheses, event.after(instance(fact)))
