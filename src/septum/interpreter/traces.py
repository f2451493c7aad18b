"""Recorded runs: data, JSON (`trace.schema.json`, version 1), and replay."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, cast

from attrs import field, frozen

from septum.interpreter.effects import Effect, State
from septum.interpreter.instance import Instance, Meaning, Value
from septum.interpreter.machine import Machine
from septum.spec.model import Outcome

VERSION = 1


@frozen
class TraceEvent:
    """An action and how it ended."""

    step: str
    arguments: tuple[Value, ...]
    choices: tuple[Value, ...]
    outcome: Outcome
    status: str | None = None


@frozen
class Trace:
    """A run of a profile on an instance. `initial`: what differs at the start from false or the first value."""

    profile: str
    instance: Instance
    initial: Mapping[str, Meaning]
    events: tuple[TraceEvent, ...] = field(factory=tuple[TraceEvent, ...])


class ReplayVerdict(StrEnum):
    """Does a machine do what the trace says?"""

    SAME = "same"
    DIFFERENT = "different"


@frozen
class Replay:
    """`effects`: what came of the events, up to the first that ended otherwise. `reason`: how that one ended."""

    verdict: ReplayVerdict
    start: State
    effects: tuple[Effect, ...]
    reason: str = ""


def record(machine: Machine, start: State, effects: Iterable[Effect]) -> Trace:
    """The trace of a run."""
    initial = {
        slot.symbol.name: entries
        for slot in machine.layout.state_slots
        if (entries := machine.entries(start, slot.symbol.name))
    }
    events = tuple(TraceEvent(e.step, e.arguments, e.choices, e.outcome, e.status) for e in effects)
    return Trace(machine.model.name, machine.instance, initial, events)


def replay(machine: Machine, trace: Trace) -> Replay:
    """Run a trace again. Raises ValueError for names that the machine does not have."""
    start = state = machine.state_of(trace.initial)
    failing = machine.check(start, machine.model.initially)
    if failing:
        return Replay(ReplayVerdict.DIFFERENT, start, (), f"the first state is not initial: {failing[0]}")
    effects: list[Effect] = []
    for event in trace.events:
        effect = machine.perform(state, event.step, event.arguments, event.choices)
        effects.append(effect)
        if (effect.outcome, effect.status) != (event.outcome, event.status):
            return Replay(ReplayVerdict.DIFFERENT, start, tuple(effects), f"{event.step} was {describe(effect)}")
        state = effect.state
    return Replay(ReplayVerdict.SAME, start, tuple(effects))


def describe(effect: Effect) -> str:
    """How an action ended: `done`, `refused NOT_OWNER`, `impossible (load.waits)`."""
    if effect.outcome is Outcome.REFUSED:
        return f"refused {effect.status}"
    if effect.outcome is Outcome.IMPOSSIBLE:
        return f"impossible ({effect.guard.identifier if effect.guard else 'switched off'})"
    return "done"


def to_json(trace: Trace) -> dict[str, Any]:
    """The document of a trace."""
    return {
        "version": VERSION,
        "profile": trace.profile,
        "elements": {sort: list(names) for sort, names in trace.instance.elements.items()},
        "constants": _meanings_to_json(trace.instance.constants),
        "initial": _meanings_to_json(trace.initial),
        "events": [
            {
                "step": e.step,
                "arguments": [_value_to_json(a) for a in e.arguments],
                "choices": [_value_to_json(c) for c in e.choices],
                "outcome": str(e.outcome),
            }
            | ({"status": e.status} if e.status is not None else {})
            for e in trace.events
        ],
    }


def from_json(document: Mapping[str, Any]) -> Trace:
    """The trace of a document that the schema admits. Raises ValueError for another version or a missing part."""
    if document.get("version") != VERSION:
        raise ValueError(f"version {document.get('version')!r} of the trace format is not {VERSION}")
    try:
        elements = {sort: tuple(names) for sort, names in document["elements"].items()}
        instance = Instance(elements, _meanings_from_json(document["constants"]))
        events = tuple(
            TraceEvent(
                e["step"],
                tuple(_value_from_json(a) for a in e["arguments"]),
                tuple(_value_from_json(c) for c in e["choices"]),
                Outcome(e["outcome"]),
                e.get("status"),
            )
            for e in document["events"]
        )
        return Trace(document["profile"], instance, _meanings_from_json(document["initial"]), events)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a trace: {type(error).__name__} {error}") from None


def _meanings_to_json(meanings: Mapping[str, Meaning]) -> dict[str, Any]:
    return {
        name: [[[_value_to_json(a) for a in arguments], _value_to_json(value)] for arguments, value in meaning.items()]
        for name, meaning in meanings.items()
    }


def _meanings_from_json(meanings: Mapping[str, Sequence[Any]]) -> dict[str, Meaning]:
    return {
        name: {tuple(_value_from_json(a) for a in arguments): _value_from_json(value) for arguments, value in entries}
        for name, entries in meanings.items()
    }


def _value_to_json(value: Value) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _value_from_json(value: object) -> Value:
    if isinstance(value, list):
        return frozenset(str(member) for member in cast(list[object], value))
    if isinstance(value, (str, bool)):
        return value
    raise ValueError(f"not a trace: {value!r} is no value")
