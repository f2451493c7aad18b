"""What a tenant's event leaves, and another changes, without a view of the tenant's that shows it.

A profile that is proved says nothing of what none of its views shows. So at every event of a run, each word that the
tenant's own step left is tried: does another's step change it, unseen and untold? Then the workload is not isolated
there, whatever is proved.
"""

from collections.abc import Iterator
from math import prod

from septum.engines.capabilities.witness import Played, Witness
from septum.engines.workloads.enumeration import events_of
from septum.engines.workloads.results import Disturbance
from septum.interpreter.effects import Effect, Entry, State
from septum.interpreter.instance import Value
from septum.spec.model import Example, Home, Model, Outcome, Step

_MOST_ARGUMENTS = 20_000
"""Steps with more ways to be taken on the instance of a run than this are passed over."""


def find_disturbance(model: Model, workload: Example, witness: Witness, played: Played) -> Disturbance | None:
    """The first step of another, in the order of the run, that changes unseen what an event left; None if none does."""
    goals = [(event.name, goal) for event, own in events_of(workload) for goal in own]
    moments = {id(goal.event): name for name, goal in goals}
    content = frozenset(declared.symbol.name for declared in model.symbols if declared.home is Home.CONTENT)
    for number, goal in enumerate(witness.goals):
        if goal.event is None:
            continue
        effect = played.effects[played.positions[number]]
        tenant = _bearer(model.step(effect.step), effect)
        if tenant is None:
            continue
        for entry in effect.changed:
            if entry.symbol in content:
                found = _changed_by_another(model, witness, effect.state, tenant, entry)
                if found is not None:
                    return _told(model, moments.get(id(goal.event), ""), tenant[1], entry, found)
    return None


def _changed_by_another(
    model: Model, witness: Witness, state: State, tenant: tuple[str, str], entry: Entry
) -> tuple[Effect, Entry] | None:
    machine = witness.machine
    principal, viewer = tenant
    for step in model.active_steps():
        if all(symbol.name != entry.symbol for symbol in step.writes):
            continue
        for arguments in _ways(witness, step):
            if machine.observing.own(step.name, arguments, principal, viewer):
                continue
            for effect in machine.effects(state, step.name, arguments):
                if effect.outcome is not Outcome.DONE:
                    continue
                same = (e for e in effect.changed if (e.symbol, e.arguments) == (entry.symbol, entry.arguments))
                changed = next(same, None)
                if changed is None or any((n.principal, n.recipient) == tenant for n in effect.told):
                    continue
                if machine.observing.same_view(state, effect.state, principal, viewer):
                    return effect, changed
    return None


def _ways(witness: Witness, step: Step) -> Iterator[tuple[Value, ...]]:
    universe, sorts = witness.machine.universe, [parameter.sort for parameter in step.parameters]
    if prod(universe.size(sort) for sort in sorts) <= _MOST_ARGUMENTS:
        yield from universe.arguments(sorts)


def _bearer(step: Step, effect: Effect) -> tuple[str, str] | None:
    """The principal whose step it is, and which of its sort; None where it is a single party's."""
    actor = step.actor.parameter
    if actor is None:
        return None
    index = [parameter.bare for parameter in step.parameters].index(actor.bare)
    return actor.sort.name, str(effect.arguments[index])


def _told(model: Model, event: str, tenant: str, entry: Entry, found: tuple[Effect, Entry]) -> Disturbance:
    effect, changed = found
    step = model.step(effect.step)
    bearer = _bearer(step, effect)
    by = bearer[1] if bearer is not None else str(step.actor.principal)
    place = f"{entry.symbol.rpartition('.')[2]}({', '.join(map(str, entry.arguments))})"
    action = f"{effect.step}({', '.join(map(str, effect.arguments))})"
    return Disturbance(event, tenant, effect.step, action, by, place, str(changed.before), str(changed.after))
