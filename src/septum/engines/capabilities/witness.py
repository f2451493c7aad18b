"""Stories that show a workload: played with some capabilities left out."""

from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from septum.engines.capabilities.goals import Goal, capabilities_of
from septum.interpreter.effects import Effect, State
from septum.interpreter.example_instances import ExampleFailure, instance_of, parameters_of
from septum.interpreter.instance import Value
from septum.interpreter.machine import Machine
from septum.logic.terms import Term
from septum.spec.model import Example, ExampleCall, Model, Outcome

_MOST_ATTEMPTS = 20_000


@frozen(eq=False)
class Played:
    """A run that reaches all goals: its effects; for each goal the number of effects before it, and its state."""

    effects: tuple[Effect, ...]
    positions: tuple[int, ...]
    states: tuple[State, ...]


@define(eq=False)
class Witness:
    """A story in which all that a workload wants happens, in its order, to things of the same names.

    `lines`: its calls that are done, each with the number of the goal that it is, or None.
    """

    story: Example
    machine: Machine
    start: State
    goals: tuple[Goal, ...]
    lines: tuple[tuple[ExampleCall, int | None], ...]
    calls: frozenset[str]
    """The capabilities that it calls."""
    _environment: dict[Term, Value] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._environment = parameters_of(self.story)

    def play(self, allowed: frozenset[str]) -> Played | None:
        """The story with the calls of these capabilities alone; None where a goal is not reached.

        What is refused or impossible for want of other calls, and is no goal, is passed over.
        """
        attempts = 0
        waiting: list[tuple[int, State, tuple[Effect, ...], tuple[int, ...], tuple[State, ...]]] = []
        waiting.append((0, self.start, (), (), ()))
        while waiting:
            number, state, effects, positions, states = waiting.pop()
            if number == len(self.lines):
                last = self.goals[-1]
                if last.event is None:
                    if not self._hold(last, state):
                        continue
                    positions, states = (*positions, len(effects)), (*states, state)
                return Played(effects, positions, states)
            attempts += 1
            if attempts > _MOST_ATTEMPTS:
                return None
            line, goal = self.lines[number]
            if line.step in self.calls and line.step not in allowed:
                waiting.append((number + 1, state, effects, positions, states))
                continue
            ways = list(self._ways(line, goal, state))
            if goal is None:
                if not ways:
                    waiting.append((number + 1, state, effects, positions, states))
                for effect in reversed(ways):
                    waiting.append((number + 1, effect.state, (*effects, effect), positions, states))
            else:
                for effect in reversed(ways):
                    more = (*positions, len(effects)), (*states, state)
                    waiting.append((number + 1, effect.state, (*effects, effect), *more))
        return None

    def survey(self, missing: frozenset[str]) -> tuple[tuple[int | None, State], ...]:
        """The story without the calls of these steps, as far as it goes: what cannot happen is passed over.

        Each line with the number of the goal that happens there, or None, and with the state before it; then the end.
        """
        moments: list[tuple[int | None, State]] = []
        state = self.start
        for line, goal in self.lines:
            if line.step in missing:
                continue
            effect = next(self._ways(line, goal, state), None)
            moments.append((goal if effect is not None else None, state))
            state = effect.state if effect is not None else state
        return (*moments, (None, state))

    def holds(self, literal: Term, state: State) -> bool:
        """Whether a statement about the things of the story holds in a state."""
        return self.machine.evaluate(state, literal, self._environment) is True

    def _ways(self, line: ExampleCall, goal: int | None, state: State) -> Iterator[Effect]:
        if goal is not None and not self._hold(self.goals[goal], state):
            return
        arguments = [self.machine.evaluate(state, a, self._environment) for a in line.arguments]
        found = list(self.machine.effects(state, line.step, arguments))
        expected = line.expected if goal is not None else Outcome.DONE
        fitting = [e for e in found if e.outcome is expected and (goal is None or e.status == line.status)]
        if goal is not None and line.result is not None:
            wanted = line.result
            fitting = [e for e in fitting if e.returned == self.machine.evaluate(e.state, wanted, self._environment)]
        if expected is Outcome.IMPOSSIBLE and len(fitting) < len(found):
            return
        yield from fitting

    def _hold(self, goal: Goal, state: State) -> bool:
        return all(self.machine.evaluate(state, fact.condition, self._environment) is True for fact in goal.facts)


def witnesses_of(model: Model, workload: Example, goals: tuple[Goal, ...]) -> tuple[Witness, ...]:
    """The stories of a profile in which a workload happens, as far as their text says so."""
    found: list[Witness] = []
    names = {(p.name, p.sort) for p in workload.parameters}
    universe = frozenset(capabilities_of(model))
    for story in model.examples:
        if story.leak or any(name in model.assumes or "." in name for name in story.without):
            continue  # it is about another model than this one
        if not names <= {(p.name, p.sort) for p in story.parameters}:
            continue
        lines = _matched(story, goals)
        instance = instance_of(model, story) if lines is not None else None
        if lines is None or instance is None or isinstance(instance, ExampleFailure):
            continue
        machine = Machine(model, instance)
        calls = frozenset(line.step for line, _ in lines) & universe
        found.append(Witness(story, machine, machine.initial(), goals, lines, calls))
    return tuple(found)


def _matched(story: Example, goals: tuple[Goal, ...]) -> tuple[tuple[ExampleCall, int | None], ...] | None:
    """The story's calls that are done, with the goals that they are; None where some goal is not among them."""
    events = [(number, goal.event) for number, goal in enumerate(goals) if goal.event is not None]
    lines: list[tuple[ExampleCall, int | None]] = []
    for line in story.script:
        if not isinstance(line, ExampleCall):
            continue
        if events and _same(line, events[0][1]):
            lines.append((line, events.pop(0)[0]))
        elif line.expected is Outcome.DONE:
            lines.append((line, None))
    return None if events else tuple(lines)


def _same(line: ExampleCall, event: ExampleCall) -> bool:
    told: Mapping[str, object] = {"step": line.step, "arguments": line.arguments}
    wanted: Mapping[str, object] = {"step": event.step, "arguments": event.arguments}
    # What a story says of the answer may be less than what the workload wants.
    return told == wanted and line.expected is event.expected
