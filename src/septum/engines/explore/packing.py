"""States as words of 64 bits: a bit for each tuple of a relation, as many as are needed for each value of a map."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from attrs import frozen

from septum.interpreter import Machine, State
from septum.interpreter.layout import Shape, Slot
from septum.logic import Symbol

WORD = 63
"""Bits of a word that are used: the search marks the words that it keeps by the last one."""


@frozen
class Place:
    """Where an entry is kept: `width` bits from `shift` on, in word `word`. No entry lies in two words."""

    word: int
    shift: int
    width: int

    @property
    def mask(self) -> int:
        """The bits of the entry in its word."""
        return (1 << self.width) - 1 << self.shift


@frozen
class Entry:
    """An entry of the state by numbers. `values`: how many values it can have."""

    symbol: Symbol
    arguments: tuple[int, ...]
    values: int
    place: Place


class Packing:
    """The places of all entries of a machine's states. `bits`: how many are used; `words`: how many hold them;
    `last_bits`: how many the last of these has.

    Raises ValueError where there are more than `most_bits`.
    """

    def __init__(self, machine: Machine, most_bits: int) -> None:
        self._machine = machine
        self._slots = machine.layout.state_slots
        self.entries: list[Entry] = []
        self.by_symbol: dict[Symbol, dict[tuple[int, ...], Entry]] = {}
        self.bits = sum(_width(_values(machine, slot)) * _count(slot) for slot in self._slots)
        if self.bits > most_bits:
            raise ValueError(f"a state has {self.bits:,} bits, and no more than {most_bits:,} are packed")
        used = [0]
        for slot in self._slots:
            values = _values(machine, slot)
            table = self.by_symbol[slot.symbol] = {}
            for arguments in product(*map(range, slot.sizes)):
                entry = Entry(slot.symbol, arguments, values, _placed(used, _width(values)))
                table[arguments] = entry
                self.entries.append(entry)
        self.words = len(used)
        self.last_bits = used[-1]

    def pack(self, state: State) -> tuple[int, ...]:
        """The words of a state."""
        words = [0] * self.words
        for slot, value in zip(self._slots, state, strict=True):
            table = self.by_symbol[slot.symbol]
            for arguments, number in _numbers(self._machine, slot, value):
                place = table[arguments].place
                words[place.word] |= number << place.shift
        return tuple(words)

    def unpack(self, words: Sequence[int]) -> State:
        """The state of these words."""
        layout = self._machine.layout
        values: list[Any] = []
        for slot in self._slots:
            found: Mapping[Any, int] = {
                layout.key(slot, arguments): self.number(entry, words)
                for arguments, entry in self.by_symbol[slot.symbol].items()
                if self.number(entry, words)
            }
            values.append(layout.replace(slot, layout.empty(slot), found))
        return tuple(values)

    def number(self, entry: Entry, words: Sequence[int]) -> int:
        """The value of an entry."""
        return (words[entry.place.word] & entry.place.mask) >> entry.place.shift


def _values(machine: Machine, slot: Slot) -> int:
    return machine.universe.size(slot.symbol.codomain)


def _width(values: int) -> int:
    return (values - 1).bit_length()


def _count(slot: Slot) -> int:
    count = 1
    for size in slot.sizes:
        count *= size
    return count


def _placed(used: list[int], width: int) -> Place:
    """The next place, in the last word if it has room."""
    if used[-1] + width > WORD:
        used.append(0)
    place = Place(len(used) - 1, used[-1], width)
    used[-1] += width
    return place


def _numbers(machine: Machine, slot: Slot, value: Any) -> list[tuple[tuple[int, ...], int]]:
    """The entries of a slot that are not 0, by numbers."""
    layout = machine.layout
    if slot.is_relation:
        return [(layout.numbers(slot, key), 1) for key in value]
    keys: Iterable[int] = value if slot.shape is Shape.SPARSE else range(len(value))
    return [(layout.numbers(slot, key), value[key]) for key in keys if value[key]]
