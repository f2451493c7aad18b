"""Which other guards may do the work of one that is dropped."""

from septum.logic.symbols import Symbol
from septum.logic.walk import symbols
from septum.spec.model import Guard, GuardKind, Model, Step


def guards_behind(model: Model, identifier: str) -> list[str]:
    """Other refusals and conditions that may stand behind this one: of its step first, then those about its symbols."""
    own = next(((s, g) for s, g in model.guards() if g.identifier == identifier), None)
    if own is None:
        return []
    step, guard = own
    concerned = symbols(guard.condition) | step.writes
    same = [g.identifier for g in step.guards if _may_stand_behind(g) and g is not guard]
    others = [
        g.identifier
        for other in model.active_steps()
        if other is not step
        for g in other.guards
        if _may_stand_behind(g) and _meets(g, other, concerned)
    ]
    return [*same, *others]


def _may_stand_behind(guard: Guard) -> bool:
    return guard.kind in (GuardKind.REFUSE, GuardKind.WHEN)


def _meets(guard: Guard, step: Step, concerned: frozenset[Symbol]) -> bool:
    return not concerned.isdisjoint(symbols(guard.condition)) and not concerned.isdisjoint(step.writes)
