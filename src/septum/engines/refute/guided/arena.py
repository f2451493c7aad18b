"""Runs on one instance, played fast: states and actions by number, nothing decoded.

A `Label` is an action as the interpreter numbers it: the step's place in the model, its arguments, its choices.
"""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from septum.engines.refute.guided.footprints import footprint
from septum.engines.refute.guided.loss import Loss
from septum.interpreter.effects import State
from septum.interpreter.instance import Instance
from septum.interpreter.machine import Attempted
from septum.spec.model import Fact, GuardKind, Step

Label = tuple[int, ...]


@frozen
class Done:
    """A request that is carried out: the state after it, and the action that it was, with what was chosen inside."""

    state: State
    label: Label


@frozen
class Refused:
    """A request that is not: how it ended, and the action with what was chosen up to there. `waits`: no answer."""

    status: str | None
    waits: bool
    label: Label


class Arena:
    """A model that has lost something, on an instance."""

    def __init__(self, loss: Loss, instance: Instance) -> None:
        self.loss = loss
        self.model = loss.model
        self.machine = loss.machine(instance)
        self.program = self.machine.program
        self.counts = tuple(len(step.parameters) for step in self.model.steps)
        self._active = frozenset(step.name for step in self.model.active_steps())
        self._attempts: dict[int, Callable[..., Any] | None] = {}
        self._ways: dict[int, Callable[..., Any]] = {}
        self._observed: dict[int, Callable[..., Any]] = {}
        self._violations: dict[int, Callable[..., Any]] = {}
        self._footprints: dict[int, frozenset[int]] = {}
        self.spent = 0
        """How many actions were tried so far: what a search costs, whatever the machine."""

    def step(self, label: Label) -> Step:
        """Which step it is."""
        return self.model.steps[label[0]]

    def arguments(self, label: Label) -> Label:
        """Its arguments."""
        return label[1 : 1 + self.counts[label[0]]]

    def choices(self, label: Label) -> Label:
        """What is chosen inside."""
        return label[1 + self.counts[label[0]] :]

    def take(self, state: State, label: Label) -> State | None:
        """The state after an action; None where it is not done."""
        self.spent += 1
        attempt = self._attempts[label[0]] if label[0] in self._attempts else self._attempt(label[0])
        if attempt is None:
            return None
        middle = 1 + self.counts[label[0]]
        result: Attempted = attempt(state, label[middle:], *label[1:middle])
        return result[0] if isinstance(result, tuple) else None

    def ask(self, state: State, label: Label) -> Done | Refused:
        """What comes of a request: with the choices of the label where they can be made, else with the first ones."""
        self.spent += 1
        attempt = self._attempts[label[0]] if label[0] in self._attempts else self._attempt(label[0])
        if attempt is None:
            return Refused(None, True, label)
        middle = 1 + self.counts[label[0]]
        asked, numbers = label[:middle], label[1:middle]
        chosen = label[middle:]
        result: Attempted = attempt(state, chosen, *numbers)
        if isinstance(result, int) and result < 0:
            chosen = ()
            result = attempt(state, chosen, *numbers)
        while isinstance(result, list):
            chosen = (*chosen, result[0])
            result = attempt(state, chosen, *numbers)
        if isinstance(result, tuple):
            return Done(result[0], (*asked, *chosen))
        guards = self.program.guards[self.model.steps[label[0]].name]
        guard = guards[result]
        made = sum(g.kind is GuardKind.CHOOSE for g in guards[:result])
        waits = guard.kind in (GuardKind.WAITS, GuardKind.DUTY)
        return Refused(guard.status, waits, (*asked, *chosen[:made]))

    def successors(self, state: State, steps: Sequence[int] | None = None) -> list[tuple[Label, State]]:
        """Every action that can be done, of these steps or of all, with the state after it."""
        found: list[tuple[Label, State]] = []
        for number in range(len(self.model.steps)) if steps is None else steps:
            ways = self._ways.get(number)
            if ways is None:
                step = self.model.steps[number]
                ways = self._ways[number] = self.program.successors(step) if step.name in self._active else _none
            more: list[tuple[Label, State]] = ways(state)
            if more:
                more.sort(key=_label)
                found += more
        self.spent += len(found)
        return found

    def observed(self, state: State, label: Label) -> tuple[object, Sequence[Any]]:
        """What an action that is done in the state returns, and of every telling to whom it goes with what."""
        function = self._observed.get(label[0])
        if function is None:
            function = self._observed[label[0]] = self.program.observed(self.model.steps[label[0]])
        middle = 1 + self.counts[label[0]]
        found: tuple[object, Sequence[Any]] = function(state, label[middle:], *label[1:middle])
        return found

    def footprint(self, label: Label) -> frozenset[int]:
        """The places of a state that its step reads or writes."""
        found = self._footprints.get(label[0])
        if found is None:
            slots = self.machine.layout.slots
            places = (slots[symbol].place for symbol in footprint(self.step(label)) if symbol in slots)
            found = self._footprints[label[0]] = frozenset(place for place in places if place is not None)
        return found

    def is_loosened(self, state: State, label: Label) -> bool:
        """Would what was lost have stopped this action, or told of it?"""
        conditions = self.loss.conditions.get(label[0])
        if conditions is None:
            return False
        if not conditions:
            return True
        step = self.step(label)
        variables = (*step.parameters, *step.choices)
        for condition in conditions:
            free = tuple(v for v in variables if v.bare in condition.free)
            values = [label[1 + index] for index, v in enumerate(variables) if v.bare in condition.free]
            if not self.program.value(condition, free)(state, *values):
                return True
        return False

    def broken(self, state: State, facts: Sequence[Fact]) -> frozenset[tuple[object, ...]]:
        """The instances of the facts that fail, by name and arguments."""
        found: list[tuple[object, ...]] = []
        for fact in facts:
            # By identity: the facts are those of the loss, and live as long as it does.
            violations = self._violations.get(id(fact))
            if violations is None:
                violations = self._violations[id(fact)] = self.program.violations(fact)
            failing = violations(state)
            if failing:
                found.extend((fact.name, *arguments) for arguments in failing)
        return frozenset(found)

    def _attempt(self, number: int) -> Callable[..., Any] | None:
        step = self.model.steps[number]
        found = self._attempts[number] = self.program.attempt(step) if step.name in self._active else None
        return found


def _none(_: State) -> list[tuple[Label, State]]:
    return []


def _label(found: tuple[Label, State]) -> Label:
    return found[0]


def follow(arena: Arena, state: State, labels: Sequence[Label]) -> tuple[list[State], list[Label]]:
    """The run of these actions from a state; those that cannot be done are left out."""
    states, done = [state], list[Label]()
    take = arena.take
    for label in labels:
        after = take(state, label)
        if after is not None:
            state = after
            states.append(state)
            done.append(label)
    return states, done
