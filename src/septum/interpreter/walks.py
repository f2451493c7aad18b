"""Random walks."""

from collections.abc import Iterator
from random import Random

from septum.interpreter.effects import Effect, State
from septum.interpreter.machine import Machine


def walk(machine: Machine, random: Random, length: int, start: State | None = None) -> Iterator[Effect]:
    """The effects of random actions that can be done, one after another from `start`, else from `machine.initial()`.

    Every step of the model is as likely as every other, then each of its ways as likely as every other. The walk is
    shorter than `length` where nothing can be done any more.
    """
    state = machine.initial() if start is None else start
    for _ in range(length):
        ways: list[tuple[tuple[int, ...], State]] = []
        steps = list(machine.active_steps)
        random.shuffle(steps)
        while steps and not ways:
            ways = machine.program.successors(steps.pop())(state)
        if not ways:
            return
        action = machine.action(random.choice(ways)[0])
        effect = machine.perform(state, action.step, action.arguments, action.choices)
        yield effect
        state = effect.state


def attempts(machine: Machine, random: Random, length: int, start: State | None = None) -> Iterator[Effect]:
    """The effects of random attempts, refused and impossible ones included; half of them can be done."""
    state = machine.initial() if start is None else start
    for number in range(length):
        effect = next(walk(machine, random, 1, state), None) if number % 2 else None
        if effect is None and machine.active_steps:
            step = random.choice(machine.active_steps)
            arguments = [random.choice(machine.universe.values(p.sort)) for p in step.parameters]
            effect = machine.perform(state, step.name, arguments)
        if effect is not None:
            yield effect
            state = effect.state
