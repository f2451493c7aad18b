"""What conformance sequences should cover, read off a model."""

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from septum.interpreter.steps import active_guards
from septum.spec.model import Guard, GuardKind, Model, Step


class Aspect(StrEnum):
    """DONE: a step is done. STATUS: it is answered so. ALONE: nothing else would have stopped it.

    ORDER: two refusals would stop it, and the first in the text answers. WITHHELD: it cannot happen, or waits, and
    nothing else would have stopped it. CHOICE: it is done where there is more than one thing to choose.
    """

    DONE = "done"
    STATUS = "status"
    ALONE = "alone"
    ORDER = "order"
    WITHHELD = "withheld"
    CHOICE = "choice"


@frozen
class Target:
    """One thing to cover. `guard`, and `other` for ORDER: numbers among the step's active guards, else -1."""

    aspect: Aspect
    step: str
    guard: int = -1
    other: int = -1


def targets_of(model: Model) -> tuple[Target, ...]:
    """All that can be asked for, in the order of the model. What a duty forbids is the caller's, and is left out."""
    return tuple(target for step in model.active_steps() for target in _of_step(step, active_guards(model, step)))


def target_text(model: Model, target: Target) -> str:
    """How a target is called: `lend`, `lend.NOT_RAM`, `lend.NOT_RAM alone`, `lend.NOT_RAM before NOT_SCRUBBED`."""
    if target.guard < 0:
        return target.step
    guards = active_guards(model, model.step(target.step))
    name = guards[target.guard].identifier
    match target.aspect:
        case Aspect.ALONE:
            return f"{name} alone"
        case Aspect.ORDER:
            return f"{name} before {guards[target.other].status}"
        case Aspect.CHOICE:
            choice = guards[target.guard].choice
            return f"{target.step}: more than one {'' if choice is None else choice.name}"
        case _:
            return name if guards[target.guard].status is not None else f"{name} ({_condition(guards[target.guard])})"


def _of_step(step: Step, guards: tuple[Guard, ...]) -> Iterator[Target]:
    yield Target(Aspect.DONE, step.name)
    for number, guard in enumerate(guards):
        if guard.kind is GuardKind.DUTY:
            continue
        if guard.status is None:
            yield Target(Aspect.WITHHELD, step.name, number)
        else:
            yield Target(Aspect.STATUS, step.name, number)
            yield Target(Aspect.ALONE, step.name, number)
            for later in range(number + 1, len(guards)):
                if guards[later].status is not None:
                    yield Target(Aspect.ORDER, step.name, number, later)
        if guard.kind is GuardKind.CHOOSE:
            yield Target(Aspect.CHOICE, step.name, number)


def _condition(guard: Guard) -> str:
    return "waits" if guard.kind is GuardKind.WAITS else "impossible"
