"""A model on a finite instance, ready to run."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from septum.diagnostics import did_you_mean
from septum.interpreter.checking import Checking
from septum.interpreter.effects import Action, Effect, Entry, State, Violation
from septum.interpreter.instance import Instance, Value
from septum.interpreter.observing import Observing
from septum.interpreter.starting import initial_state
from septum.interpreter.states import Entries, States
from septum.spec.model import Fact, GuardKind, Model, Outcome, Step

Attempted: TypeAlias = "int | list[int] | tuple[State, tuple[tuple[Any, ...], ...]]"
"""What an attempt returns: see `steps.attempt`."""


class Machine(States):
    """Executes a model on an instance.

    `observing` answers who sees, hears and owns what. Raises ValueError, all mistakes at once, where the instance
    does not fit the model.
    """

    def __init__(self, model: Model, instance: Instance) -> None:
        super().__init__(model, instance)
        self.observing = Observing(model, self.universe, self.program)
        self.active_steps: tuple[Step, ...] = model.active_steps()
        self._checking = Checking(self)
        self._steps = {step.name: step for step in model.steps}
        self._active = frozenset(step.name for step in self.active_steps)

    def initial(self, entries: Entries | None = None) -> State:
        """An initial state: relations false and maps at their first value, but for `entries` and the initial facts.

        `entries`: by symbol name, the values that differ. Where an initial fact asks for something else, entries that
        were not given are set to satisfy it. Raises ValueError where that fails, or where an axiom does.
        """
        return initial_state(self, entries or {})

    def check(self, state: State, facts: Iterable[Fact] | None = None) -> tuple[Violation, ...]:
        """Every failure of the facts, all invariants unless others are given."""
        return self._checking.check(state, facts)

    def check_changed(self, state: State, changed: Iterable[Entry]) -> tuple[Violation, ...]:
        """Every failure of an invariant that the changed entries can have caused.

        Where all invariants held before the change, these are all failures in `state`.
        """
        return self._checking.check_changed(state, changed)

    def perform(self, state: State, step: str, arguments: Sequence[Value], choices: Sequence[Value] = ()) -> Effect:
        """Try a step.

        `choices`: what to choose inside, in the order of the text; beyond these, the first that is admitted each time.
        A choice that is not admitted makes the step impossible. Raises ValueError for names that the instance lacks.
        """
        declared = self._step(step)
        numbers = self._arguments(declared, arguments)
        given = tuple(arguments)
        if step not in self._active:
            return Effect(step, given, (), Outcome.IMPOSSIBLE, state)
        attempt = self.program.attempt(declared)
        chosen = self._choices(declared, choices)
        result: Attempted = attempt(state, chosen, *numbers)
        while isinstance(result, list):
            chosen = (*chosen, result[0])
            result = attempt(state, chosen, *numbers)
        if isinstance(result, int):
            return self._stopped(state, declared, given, chosen, result)
        after, writes = result
        returned, told = self.observing.told(declared, state, chosen, numbers)
        return Effect(
            step, given, self._chosen(declared, chosen), Outcome.DONE, after,
            returned=returned, told=told, changed=self.changes(state, writes),
        )  # fmt: skip

    def choices_of(self, state: State, step: str, arguments: Sequence[Value]) -> tuple[tuple[Value, ...], ...]:
        """All that can be chosen inside, each up to where the step ends; `((),)` where there is nothing to choose."""
        declared = self._step(step)
        numbers = self._arguments(declared, arguments)
        if step not in self._active:
            return ((),)
        attempt = self.program.attempt(declared)

        def extend(chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
            result: Attempted = attempt(state, chosen, *numbers)
            if isinstance(result, list):
                for value in result:
                    yield from extend((*chosen, value))
            else:
                yield chosen

        return tuple(self._chosen(declared, chosen) for chosen in extend(()))

    def effects(self, state: State, step: str, arguments: Sequence[Value]) -> Iterator[Effect]:
        """The effect of a step for everything that can be chosen inside."""
        for choices in self.choices_of(state, step, arguments):
            yield self.perform(state, step, arguments, choices)

    def enabled(self, state: State) -> Iterator[Action]:
        """Every action that can be done, in the order of the model, of arguments and of choices."""
        for step in self.active_steps:
            for label, _ in sorted(self.program.successors(step)(state), key=lambda found: found[0]):
                yield self.action(label)

    def action(self, label: Sequence[int]) -> Action:
        """The action of a label that the program's `successors` made."""
        step = self.model.steps[label[0]]
        middle = 1 + len(step.parameters)
        arguments = self.universe.decode_all([p.sort for p in step.parameters], label[1:middle])
        return Action(step.name, arguments, self._chosen(step, label[middle:]))

    def _stopped(self, state: State, step: Step, given: tuple[Value, ...], chosen: tuple[int, ...], at: int) -> Effect:
        guards = self.program.guards[step.name]
        guard = guards[at if at >= 0 else ~at]
        before = sum(g.kind is GuardKind.CHOOSE for g in guards[: at if at >= 0 else ~at])
        refused = at >= 0 and guard.status is not None
        return Effect(
            step.name, given, self._chosen(step, chosen[:before]),
            Outcome.REFUSED if refused else Outcome.IMPOSSIBLE, state, guard, guard.status if refused else None,
        )  # fmt: skip

    def _step(self, name: str) -> Step:
        step = self._steps.get(name)
        if step is None:
            raise ValueError(f"there is no step `{name}`{did_you_mean(name, self._steps)}")
        return step

    def _arguments(self, step: Step, arguments: Sequence[Value]) -> tuple[int, ...]:
        try:
            return self.universe.encode_all([p.sort for p in step.parameters], arguments)
        except ValueError as error:
            raise ValueError(f"`{step.name}`: {error}") from None

    def _choices(self, step: Step, choices: Sequence[Value]) -> tuple[int, ...]:
        return tuple(self.universe.encode(v.sort, value) for v, value in zip(step.choices, choices, strict=False))

    def _chosen(self, step: Step, chosen: Sequence[int]) -> tuple[Value, ...]:
        return tuple(self.universe.decode(v.sort, number) for v, number in zip(step.choices, chosen, strict=False))
