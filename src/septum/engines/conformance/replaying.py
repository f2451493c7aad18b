"""Chosen calls on a machine of its own: what the interpreter answers is what is expected."""

from collections.abc import Sequence

from attrs import evolve

from septum.engines.conformance.covering import Chosen
from septum.engines.conformance.results import CallSequence, Line
from septum.interpreter.effects import Effect, State
from septum.interpreter.instance import Instance, Meaning, constants_of
from septum.interpreter.machine import Machine
from septum.spec.model import Outcome


class NotReplayedError(Exception):
    """The interpreter does not confirm what was found: an internal error."""


def replayed(chosen: Sequence[Chosen]) -> tuple[CallSequence, ...]:
    """The sequences as the interpreter answers them, call by call. Raises NotReplayedError."""
    return tuple(_replayed(number, one) for number, one in enumerate(chosen, 1))


def _replayed(number: int, chosen: Chosen) -> CallSequence:
    bench = chosen.run.bench
    machine = Machine(bench.model, bench.instance)
    states = list(bench.starts)
    lines: list[Line] = []
    alike = True
    for call in chosen.calls:
        action = machine.action(call.label)
        effects = [machine.perform(s, action.step, action.arguments, action.choices) for s in states]
        effect = effects[0]
        if (effect.outcome is Outcome.DONE) is call.in_vain:
            raise NotReplayedError(f"{action.step} of {chosen.run.name} is {effect.outcome}")
        states = [one.state for one in effects]
        alike = alike and len({(one.outcome, one.status) for one in effects}) == 1
        varies = [len({what(one) for one in effects}) > 1 for what in (_value, _told)]
        lines.append(Line(effect, call.covers, *varies))
    if alike:
        return CallSequence(f"{number:02}-{chosen.run.name}", _in_full(machine), tuple(lines))
    whole = tuple(evolve(line, value_varies=False, told_varies=False) for line in lines)
    return CallSequence(f"{number:02}-{chosen.run.name}", _in_full(machine), whole, _maps(machine, bench.starts[0]))


def _value(effect: Effect) -> object:
    return effect.returned


def _told(effect: Effect) -> object:
    return effect.told


def _maps(machine: Machine, start: State) -> dict[str, Meaning]:
    """The entries of all maps at a start."""
    found: dict[str, Meaning] = {}
    for slot in machine.layout.state_slots:
        if not slot.is_relation:
            every = machine.universe.arguments(slot.symbol.domain)
            found[slot.symbol.name] = {at: machine.read(start, slot.symbol.name, *at) for at in every}
    return found


def _in_full(machine: Machine) -> Instance:
    """The instance with every constant written out: who reads a sequence cannot know what stands where nothing does."""
    start = machine.initial()
    constants: dict[str, Meaning] = {}
    for symbol in constants_of(machine.model):
        if symbol.is_relation:
            constants[symbol.name] = {at: True for at, value in machine.entries(start, symbol.name).items() if value}
        else:
            every = machine.universe.arguments(symbol.domain)
            constants[symbol.name] = {at: machine.read(start, symbol.name, *at) for at in every}
    return evolve(machine.instance, constants=constants)
