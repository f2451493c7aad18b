"""A model on an instance, and what a call of it at a state would cover."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from septum.engines.conformance.targets import Aspect, Target
from septum.engines.refute.guided.starts import other_starts
from septum.interpreter.effects import State
from septum.interpreter.instance import Instance
from septum.interpreter.machine import Attempted, Machine
from septum.logic import Sort
from septum.logic.walk import symbols
from septum.spec.model import Guard, GuardKind, Home, Model, Outcome, Step

Label = tuple[int, ...]
"""An action as the interpreter numbers it: the step's place in the model, its arguments, its choices."""


class Bench:
    """Calls by number, and which targets they hit.

    `seed`: in which order a step's arguments are tried; 0 for their own.
    """

    def __init__(self, model: Model, instance: Instance, seed: int = 0) -> None:
        self.model = model
        self.instance = instance
        self.machine = Machine(model, instance)
        self.program = self.machine.program
        self.numbers = {step.name: number for number, step in enumerate(model.steps)}
        first = self.machine.initial()
        contents = frozenset(d.symbol for d in model.symbols if d.home is Home.CONTENT)
        self.starts = (first, *other_starts(self.machine, first, contents))
        """Starts that differ in what nobody says: a core that is tested begins in any."""
        self._seed = seed
        self._calls: dict[str, list[Label]] = {}
        self._touched: dict[int, frozenset[str]] = {}
        self._without: dict[tuple[int, int], Callable[..., Attempted]] = {}

    def calls(self, step: Step) -> list[Label]:
        """The step with all arguments."""
        if step.name not in self._calls:
            number = self.numbers[step.name]
            made = [(number, *numbers) for numbers in product(*(self._values(p.sort) for p in step.parameters))]
            if self._seed:
                random.Random(f"{self._seed} {step.name}").shuffle(made)
            self._calls[step.name] = made
        return self._calls[step.name]

    def take(self, state: State, label: Label) -> State | None:
        """The state after an action; None where it is not done."""
        result, _ = self._end(self.program.attempt(self._step(label)), state, label)
        return None if isinstance(result, int) else result

    def hit(self, state: State, label: Label) -> Iterator[Target]:
        """What the call at this state covers, but for DONE and CHOICE."""
        step = self._step(label)
        guards = self.program.guards[step.name]
        result, _ = self._end(self.program.attempt(step), state, label)
        if not isinstance(result, int):
            return
        guard = guards[result]
        if guard.kind is GuardKind.DUTY:
            return
        behind, _ = self._end(self._attempt_without(label[0], result), state, label)
        done = not isinstance(behind, int)
        if guard.status is None:
            if done:
                yield Target(Aspect.WITHHELD, step.name, result)
            return
        yield Target(Aspect.STATUS, step.name, result)
        if done:
            yield Target(Aspect.ALONE, step.name, result)
        elif guards[behind].status is not None:
            yield Target(Aspect.ORDER, step.name, result, behind)

    def done(self, state: State, label: Label) -> Iterator[Target]:
        """What the action, which is done at this state, covers."""
        step = self._step(label)
        yield Target(Aspect.DONE, step.name)
        _, several = self._end(self.program.attempt(step), state, label)
        places = [n for n, g in enumerate(self.program.guards[step.name]) if g.kind is GuardKind.CHOOSE]
        for place, many in zip(places, several, strict=False):
            if many:
                yield Target(Aspect.CHOICE, step.name, place)

    def answer(self, state: State, label: Label, guards: tuple[Guard, ...] | None = None) -> str:
        """How the call ends: done, a status, or not at all; under other guards where they are given."""
        step = self._step(label)
        attempt = self.program.attempt(step) if guards is None else self.program.attempt_under(step, guards)
        result, _ = self._end(attempt, state, label)
        if not isinstance(result, int):
            return Outcome.DONE
        return (self.program.guards[step.name] if guards is None else guards)[result].status or Outcome.IMPOSSIBLE

    def touched(self, label: Label) -> frozenset[str]:
        """The steps whose checks read what the action writes: others are answered after it as before."""
        if label[0] not in self._touched:
            writes = self._step(label).writes
            self._touched[label[0]] = frozenset(
                step.name
                for step in self.machine.active_steps
                if any(not writes.isdisjoint(symbols(guard.condition)) for guard in step.guards)
            )
        return self._touched[label[0]]

    def successors(self, state: State) -> Iterator[tuple[Label, State]]:
        """Every action that can be done, with the state after it."""
        for step in self.machine.active_steps:
            yield from sorted(self.program.successors(step)(state), key=lambda found: found[0])

    def _attempt_without(self, number: int, guard: int) -> Callable[..., Attempted]:
        found = self._without.get((number, guard))
        if found is None:
            found = self.program.attempt_without(self.model.steps[number], guard)
            self._without[number, guard] = found
        return found

    def _values(self, sort: Sort) -> range:
        """All values of a sort; of sets, the largest first: a call with no rights at all says little."""
        values = range(self.machine.universe.size(sort))
        return values if sort.element is None else values[::-1]

    def _step(self, label: Label) -> Step:
        return self.model.steps[label[0]]

    def _end(self, attempt: Callable[..., Attempted], state: State, label: Label) -> tuple[State | int, Sequence[bool]]:
        """The state after, or the number of the guard that stops it; and of each choice made if there were several.

        Choices that the label leaves open are the first that can be made.
        """
        count = len(self._step(label).parameters)
        numbers, chosen = label[1 : 1 + count], label[1 + count :]
        made: Label = ()
        several: list[bool] = []
        result = attempt(state, made, *numbers)
        while isinstance(result, list):
            wanted = chosen[len(made)] if len(made) < len(chosen) else result[0]
            several.append(len(result) > 1)
            made = (*made, wanted)
            result = attempt(state, made, *numbers)
        if isinstance(result, int):
            return (result if result >= 0 else ~result), several
        return result[0], several
