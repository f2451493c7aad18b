"""How the symbols of a model are kept in a state: names, places, shapes."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import prod
from typing import Any

from attrs import frozen

from septum.interpreter.instance import Universe, Value, constants_of
from septum.interpreter.names import name_of_symbol
from septum.interpreter.values import IndexedRelation, Key, SparseMap
from septum.logic import Symbol
from septum.spec.model import Model

MANY = 4096
"""From so many possible arguments on, a relation is indexed and a map is kept as what differs from its first value."""


class Shape(StrEnum):
    """How the value of a symbol is kept; see `values`."""

    RELATION = "relation"
    INDEXED = "indexed relation"
    DENSE = "dense map"
    SPARSE = "sparse map"


@frozen
class Slot:
    """A symbol in the generated code. `place`: its index in a state, None for a constant. `name`: its Python name."""

    symbol: Symbol
    shape: Shape
    name: str
    place: int | None
    sizes: tuple[int, ...]

    @property
    def is_relation(self) -> bool:
        """Is it a set of tuples?"""
        return self.shape in (Shape.RELATION, Shape.INDEXED)


class Layout:
    """The slots of a model on an instance, and values by name at its border."""

    def __init__(self, model: Model, universe: Universe) -> None:
        self.universe = universe
        constants = set(constants_of(model))
        self.slots: dict[Symbol, Slot] = {}
        taken: set[str] = set()
        place = 0
        for declared in model.symbols:
            symbol = declared.symbol
            name = name_of_symbol(symbol.name, taken)
            at = None if symbol in constants else place
            place += at is not None
            sizes = tuple(universe.size(sort) for sort in symbol.domain)
            self.slots[symbol] = Slot(symbol, _shape(symbol, sizes), name, at, sizes)
        self.by_name = {symbol.name: slot for symbol, slot in self.slots.items()}
        self.state_slots = tuple(slot for slot in self.slots.values() if slot.place is not None)
        self.constant_slots = tuple(slot for slot in self.slots.values() if slot.place is None)

    def empty(self, slot: Slot) -> Any:
        """The relation that is nowhere true, or the map that is everywhere the first value."""
        match slot.shape:
            case Shape.RELATION:
                return frozenset[Key]()
            case Shape.INDEXED:
                return IndexedRelation()
            case Shape.DENSE:
                return (0,) * prod(slot.sizes)
            case Shape.SPARSE:
                return SparseMap()

    def pack(self, slot: Slot, entries: Mapping[tuple[Value, ...], Value]) -> Any:
        """The value of a slot from entries by name. Raises ValueError for names that are no elements."""
        numbers = {
            self.key(slot, self.universe.encode_all(slot.symbol.domain, arguments)): self.universe.encode(
                slot.symbol.codomain, value
            )
            for arguments, value in entries.items()
        }
        return self.replace(slot, self.empty(slot), numbers)

    def replace(self, slot: Slot, value: Any, writes: Mapping[Key, int]) -> Any:
        """The value with other entries, by key."""
        match slot.shape:
            case Shape.RELATION:
                return value.difference(k for k, v in writes.items() if not v).union(k for k, v in writes.items() if v)
            case Shape.INDEXED:
                return value.changed([k for k, v in writes.items() if v], [k for k, v in writes.items() if not v])
            case Shape.DENSE:
                items = list(value)
                for key, number in writes.items():
                    items[key] = number
                return tuple(items)
            case Shape.SPARSE:
                return value.changed(writes)

    def unpack(self, slot: Slot, value: Any) -> dict[tuple[Value, ...], Value]:
        """The entries that differ from False or from the first value, by name, in order."""
        keys: Iterable[Key]
        if slot.is_relation or slot.shape is Shape.SPARSE:
            keys = sorted(value)
        else:
            keys = [index for index, number in enumerate(value) if number]
        return {self.names(slot, key): self.at(slot, value, key) for key in keys}

    def at(self, slot: Slot, value: Any, key: Key) -> Value:
        """One entry, by name."""
        return key in value if slot.is_relation else self.universe.decode(slot.symbol.codomain, value[key])

    def key(self, slot: Slot, numbers: Sequence[int]) -> Key:
        """Where an entry is kept."""
        if slot.is_relation:
            return numbers[0] if len(numbers) == 1 else tuple(numbers)
        index = 0
        for size, number in zip(slot.sizes, numbers, strict=True):
            index = index * size + number
        return index

    def numbers(self, slot: Slot, key: Key) -> tuple[int, ...]:
        """The arguments of an entry: the inverse of `key`."""
        if slot.is_relation:
            return (key,) if len(slot.sizes) == 1 else key
        result: list[int] = []
        for size in reversed(slot.sizes):
            key, number = divmod(key, size)
            result.append(number)
        return tuple(reversed(result))

    def names(self, slot: Slot, key: Key) -> tuple[Value, ...]:
        """The arguments of an entry, by name."""
        return self.universe.decode_all(slot.symbol.domain, self.numbers(slot, key))


def _shape(symbol: Symbol, sizes: tuple[int, ...]) -> Shape:
    many = prod(sizes) > MANY
    if symbol.codomain.is_boolean:
        return Shape.INDEXED if many and len(sizes) > 1 else Shape.RELATION
    return Shape.SPARSE if many else Shape.DENSE
