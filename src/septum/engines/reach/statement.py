"""The second statement of a model, as obligations on single steps of one run."""

from septum.engines.reach.claims import Claims
from septum.engines.reach.clauses import reach_property
from septum.engines.reach.facts import at_the_start, kept
from septum.engines.reach.read import announced, births, own_steps, starts
from septum.engines.reach.steps import Target, actor_of, event_of, facts_hold, guards_hold, obligation
from septum.engines.reach.taint import answer_is_clean, is_taint_fact, tainted
from septum.obligations.obligation import Obligation
from septum.spec.model import Model, Step


def reach_obligations(model: Model, claims: Claims, only: frozenset[str] | None = None) -> tuple[Obligation, ...]:
    """Every obligation of the second statement, in the order of its clauses.

    Looking for definitions asks z3 by `claims`; what it finds is an obligation like everything else. `only`: the
    steps for which obligations are wanted, and none about the start; None for all.
    """
    steps = _wanted(model, only)
    found = [*at_the_start(model, model.invariants, "r_init")] if only is None else []
    for step in steps:
        found.extend(kept(model, step, model.invariants, "r_inv"))
    found.extend(isolation_obligations(model, claims, only))
    order = {c.name: position for position, c in enumerate(reach_property().clauses)}
    return tuple(sorted(found, key=lambda o: order[o.clause]))


def isolation_obligations(model: Model, claims: Claims, only: frozenset[str] | None = None) -> tuple[Obligation, ...]:
    """The same, without those about the model's own invariants."""
    steps = _wanted(model, only)
    found = [*starts(model, claims.under)] if only is None else []
    found.extend(births(model, claims.under, [step.name for step in steps]))
    for step in steps:
        found.extend(announced(model, step, claims.under))
        found.extend(own_steps(model, step, claims.under))
    whole = tainted(model)
    facts = [f for f in whole.invariants if is_taint_fact(f)]
    if only is None:
        found.extend(at_the_start(whole, facts, "t_init"))
    for step in steps:
        found.extend(kept(whole, whole.step(step.name), facts, "t_inv"))
        found.extend(_answer(whole, whole.step(step.name)))
    return tuple(found)


def _wanted(model: Model, only: frozenset[str] | None) -> list[Step]:
    return [s for s in model.active_steps() if only is None or s.name in only]


def _answer(model: Model, step: Step) -> list[Obligation]:
    event = event_of(step, model)
    found: list[Obligation] = []
    for observer in model.observers:
        if actor_of(step, event, observer) is None:
            continue
        clean = answer_is_clean(step, observer, model)
        if clean is not None:
            assert step.returns is not None
            base = [*facts_hold((*model.axioms, *model.invariants)), *guards_hold(event, event.step.guards)]
            target = Target("t_answer", "reply", step.returns.span or step.span, step, observer)
            found.append(obligation(target, base, event.before(clean)))
    return found
