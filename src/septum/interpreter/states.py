"""The states of a model on a finite instance, read and written by name."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from septum.diagnostics import did_you_mean
from septum.interpreter.effects import Entry, State
from septum.interpreter.instance import Instance, Meaning, Universe, Value
from septum.interpreter.layout import Layout, Slot
from septum.interpreter.program import Program
from septum.interpreter.structure import Structure, Table
from septum.logic import Term
from septum.spec.model import Model

Entries: TypeAlias = Mapping[str, Meaning]
"""Entries by symbol name."""


class States:
    """States are values: nothing changes them.

    Raises ValueError, all mistakes at once, where the instance does not fit the model.
    """

    def __init__(self, model: Model, instance: Instance) -> None:
        self.model = model
        self.instance = instance
        self.universe = Universe(model, instance)
        self.layout = Layout(model, self.universe)
        self._constants = {
            slot.symbol.name: self.layout.pack(slot, instance.constants.get(slot.symbol.name, {}))
            for slot in self.layout.constant_slots
        }
        self.program = Program(model, self.layout, self._constants)

    def state_of(self, entries: Entries) -> State:
        """The state with these entries by symbol name, else false or the first value. Nothing is checked but names."""
        known = {slot.symbol.name: slot for slot in self.layout.state_slots}
        for name in entries:
            if name not in known:
                raise ValueError(f"the state has no symbol `{name}`{did_you_mean(name, known)}")
        return tuple(self.layout.pack(slot, entries.get(name, {})) for name, slot in known.items())

    def changed(self, state: State, entries: Entries) -> State:
        """The state with other entries. Raises ValueError for names that it does not have."""
        values = list(state)
        for name, meaning in entries.items():
            slot = self.slot(name)
            if slot.place is None:
                raise ValueError(f"`{name}` is a constant of the instance")
            writes = {
                self._key(slot, arguments): self.universe.encode(slot.symbol.codomain, value)
                for arguments, value in meaning.items()
            }
            values[slot.place] = self.layout.replace(slot, values[slot.place], writes)
        return tuple(values)

    def read(self, state: State, symbol: str, *arguments: Value) -> Value:
        """One entry of the state, or the value of a constant. Raises ValueError for names that it does not have."""
        slot = self.slot(symbol)
        return self.layout.at(slot, self._value(state, slot), self._key(slot, arguments))

    def entries(self, state: State, symbol: str) -> dict[tuple[Value, ...], Value]:
        """The entries that differ from False or from the first value of their sort."""
        slot = self.slot(symbol)
        return self.layout.unpack(slot, self._value(state, slot))

    def structure(self, state: State) -> Structure:
        """The state as plain tables."""
        tables = {
            (slot.symbol.name, ""): Table(
                self.layout.unpack(slot, self._value(state, slot)), self.universe.decode(slot.symbol.codomain, 0)
            )
            for slot in self.layout.slots.values()
        }
        return Structure(dict(self.instance.elements), tables)

    def evaluate(self, state: State, term: Term, environment: Mapping[Term, Value] | None = None) -> Value:
        """The value of a term in a state.

        `environment`: values of its free variables. Raises ValueError for a variable without a value, or a symbol or
        state tag that the model does not have.
        """
        given = {v.bare: value for v, value in (environment or {}).items()}
        variables = tuple(sorted((v for v in term.free if v in given), key=lambda v: (v.name, v.sort.name)))
        numbers = [self.universe.encode(v.sort, given[v]) for v in variables]
        return self.universe.decode(term.sort, self.program.value(term, variables)(state, *numbers))

    def changes(self, state: State, writes: Sequence[tuple[Any, ...]]) -> tuple[Entry, ...]:
        """The entries of a state that the writes of an attempt really change, in order."""
        found: list[Entry] = []
        for place, *written in writes:
            slot = self.layout.state_slots[int(place)]
            old: Any = state[int(place)]
            if slot.is_relation:
                plus, minus = written
                # An entry in both was made false by one update and true by a later one.
                values = dict.fromkeys(minus, False) | dict.fromkeys(plus, True)
                different = {key: value for key, value in values.items() if (key in old) != value}
            else:
                different = {key: value for key, value in written[0].items() if old[key] != value}
            for key in sorted(different):
                before = self.layout.at(slot, old, key)
                after = self.universe.decode(slot.symbol.codomain, different[key])
                found.append(Entry(slot.symbol.name, self.layout.names(slot, key), before, after))
        return tuple(found)

    def slot(self, symbol: str) -> Slot:
        """Where a symbol is kept. Raises ValueError for one that the model does not have."""
        slot = self.layout.by_name.get(symbol)
        if slot is None:
            raise ValueError(f"there is no symbol `{symbol}`{did_you_mean(symbol, self.layout.by_name)}")
        return slot

    def _value(self, state: State, slot: Slot) -> Any:
        return self._constants[slot.symbol.name] if slot.place is None else state[slot.place]

    def _key(self, slot: Slot, arguments: Sequence[Value]) -> Any:
        return self.layout.key(slot, self.universe.encode_all(slot.symbol.domain, arguments))
