"""The runs of a specification, played: do its examples happen as they say?"""

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from septum.diagnostics import Span
from septum.interpreter.effects import Effect, State, Violation
from septum.interpreter.example_instances import ExampleFailure, instance_of, parameters_of
from septum.interpreter.machine import Machine
from septum.interpreter.traces import Trace, describe, record
from septum.logic.show import show
from septum.spec.model import Example, ExampleCall, ExampleFact, Model, Outcome, without

_MOST_ATTEMPTS = 10_000


class ExampleVerdict(StrEnum):
    """Is the run possible as written? BUDGET: too many choices were tried to say so."""

    PLAYS = "plays"
    FAILS = "fails"
    BUDGET = "budget"


@frozen
class BrokenInvariant:
    """An invariant that was broken on the way, and the call (from 0) after which it first failed."""

    violation: Violation
    call: int
    step: str
    span: Span


@frozen
class ExampleResult:
    """What came of an example. `trace` and `broken` tell of the run that plays, else of the one that came furthest.

    `stopped`: how the step ended, where one that was to be done was not.
    """

    example: Example
    verdict: ExampleVerdict
    effects: tuple[Effect, ...] = ()
    broken: tuple[BrokenInvariant, ...] = ()
    failure: ExampleFailure | None = None
    trace: Trace | None = None
    stopped: Effect | None = None


def play_example(model: Model, example: Example) -> ExampleResult:
    """Run an example on its own instance, less what it is `without`.

    Where a step chooses, some choice must lead on to the end. Raises KeyError where `without` names nothing.
    """
    reduced = without(model, *example.without) if example.without else model
    instance = instance_of(reduced, example)
    if isinstance(instance, ExampleFailure):
        return ExampleResult(example, ExampleVerdict.FAILS, failure=instance)
    machine = Machine(reduced, instance)
    try:
        start = machine.initial()
    except ValueError as error:
        failure = ExampleFailure(example.span, "an initial state", str(error))
        return ExampleResult(example, ExampleVerdict.FAILS, failure=failure)
    player = _Player(machine, example)
    verdict = player.run(start)
    effects = player.effects
    return ExampleResult(
        example,
        verdict,
        effects,
        tuple(_broken(machine, example, effects)),
        player.failure if verdict is not ExampleVerdict.PLAYS else None,
        record(machine, start, effects),
        player.stopped if verdict is not ExampleVerdict.PLAYS else None,
    )


class _Player:
    """Searches, depth first, for choices with which an example plays; remembers how far it came."""

    def __init__(self, machine: Machine, example: Example) -> None:
        self._machine = machine
        self._script = example.script
        self._environment = parameters_of(example)
        self._attempts = 0
        self._furthest = -1
        self.effects: tuple[Effect, ...] = ()
        self.failure: ExampleFailure | None = None
        self.stopped: Effect | None = None

    def run(self, start: State) -> ExampleVerdict:
        waiting: list[tuple[int, State, tuple[Effect, ...]]] = [(0, start, ())]
        while waiting:
            line, state, effects = waiting.pop()
            if line == len(self._script):
                self.effects = effects
                return ExampleVerdict.PLAYS
            self._attempts += 1
            if self._attempts > _MOST_ATTEMPTS:
                return ExampleVerdict.BUDGET
            waiting.extend(reversed([(line + 1, new, more) for new, more in self._continue(line, state, effects)]))
        return ExampleVerdict.FAILS

    def _continue(
        self, number: int, state: State, effects: tuple[Effect, ...]
    ) -> list[tuple[State, tuple[Effect, ...]]]:
        line = self._script[number]
        if isinstance(line, ExampleFact):
            if self._machine.evaluate(state, line.condition, self._environment) is True:
                return [(state, effects)]
            self._fail(number, effects, line.span, show(line.condition), "it is false")
            return []
        arguments = tuple(self._machine.evaluate(state, a, self._environment) for a in line.arguments)
        found = list(self._machine.effects(state, line.step, arguments))
        fitting = [effect for effect in found if self._fits(line, effect)]
        if line.expected is Outcome.IMPOSSIBLE and len(fitting) < len(found):
            fitting = []
        if not fitting:
            unfit = [effect for effect in found if not self._fits(line, effect)]
            said = ", or ".join(dict.fromkeys(_found(effect) for effect in unfit))
            stopped = next((e for e in unfit if e.outcome is not Outcome.DONE), None)
            self._fail(number, effects, line.span, _expected(line), said, stopped)
        return [(effect.state, (*effects, effect)) for effect in fitting]

    def _fits(self, line: ExampleCall, effect: Effect) -> bool:
        if effect.outcome is not line.expected or effect.status != line.status:
            return False
        wanted = line.result
        return wanted is None or effect.returned == self._machine.evaluate(effect.state, wanted, self._environment)

    def _fail(
        self,
        line: int,
        effects: tuple[Effect, ...],
        span: Span,
        expected: str,
        found: str,
        stopped: Effect | None = None,
    ) -> None:
        if line > self._furthest:
            self._furthest, self.effects, self.failure = line, effects, ExampleFailure(span, expected, found)
            self.stopped = stopped


def _expected(line: ExampleCall) -> str:
    call = f"{line.step}({', '.join(map(show, line.arguments))})"
    if line.result is not None:
        return f"{call} == {show(line.result)}"
    return call if line.expected is Outcome.DONE else f"{call} {line.expected} {line.status or ''}".rstrip()


def _found(effect: Effect) -> str:
    return describe(effect) if effect.returned is None else f"{describe(effect)}, returned {effect.returned}"


def _broken(machine: Machine, example: Example, effects: tuple[Effect, ...]) -> Iterator[BrokenInvariant]:
    calls = [line for line in example.script if isinstance(line, ExampleCall)]
    known: set[str] = set()
    for number, effect in enumerate(effects):
        for violation in machine.check(effect.state):
            if violation.fact.name not in known:
                known.add(violation.fact.name)
                yield BrokenInvariant(violation, number, effect.step, calls[number].span)
