"""Elements that nothing tells apart, and what it does to a packed state to exchange two of them.

A specification names no element of a sort but through its constants. So to exchange two elements that no constant tells
apart turns runs into runs, and a state that breaks an invariant into another that does (Ip and Dill, *Better
verification through symmetry*, 1996).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import factorial

from attrs import frozen

from septum.engines.explore.packing import Entry, Packing
from septum.interpreter import Machine
from septum.interpreter.instance import constants_of
from septum.logic import Sort

MOST_SYMMETRIES = 5_040
"""Beyond so many, a class is used in part: every state is compared with all that it can be renamed to."""

MOST_CHUNK = 8
"""Bits that are looked up at once."""


@frozen
class Class:
    """Elements of a sort that are interchangeable, by number."""

    sort: Sort
    elements: tuple[int, ...]


@frozen
class Chunk:
    """Whole entries that lie side by side: at most `MOST_CHUNK` bits of a word."""

    word: int
    shift: int
    bits: int
    entries: tuple[Entry, ...]


@frozen
class Transposition:
    """Two elements of a sort, exchanged."""

    sort: Sort
    one: int
    other: int

    def __call__(self, sort: Sort, number: int) -> int:
        """The element that stands where that one stood."""
        if sort != self.sort or number not in (self.one, self.other):
            return number
        return self.one if number == self.other else self.other


def interchangeable(machine: Machine, most: int = MOST_SYMMETRIES) -> tuple[Class, ...]:
    """The classes of two or more elements that no constant tells apart, together with at most `most` symmetries."""
    found: list[Class] = []
    group = 1
    for sort in machine.universe.sorts:
        if not sort.is_uninterpreted:
            continue
        open_ = list(range(machine.universe.size(sort)))
        while open_:
            first, *others = open_
            alike = [first, *(n for n in others if _keeps_constants(machine, Transposition(sort, first, n)))]
            open_ = [n for n in open_ if n not in alike]
            while group * factorial(len(alike)) > most:
                alike.pop()
            group *= factorial(len(alike))
            if len(alike) > 1:
                found.append(Class(sort, tuple(alike)))
    return tuple(found)


def transpositions(classes: Sequence[Class]) -> tuple[Transposition, ...]:
    """The exchanges of neighbours, class by class: all permutations are made of these."""
    return tuple(
        Transposition(c.sort, *pair) for c in classes for pair in zip(c.elements, c.elements[1:], strict=False)
    )


def walk(classes: Sequence[Class]) -> list[int]:
    """Numbers of transpositions that, done one after another, lead through all permutations once.

    The steps of Steinhaus, Johnson and Trotter in the first class; between any two, a whole walk through the others.
    """
    path: list[int] = []
    first = sum(len(c.elements) - 1 for c in classes)
    for c in reversed(classes):
        first -= len(c.elements) - 1
        longer = list(path)
        for position in _plain_changes(len(c.elements)):
            longer += [first + position, *path]
        path = longer
    return path


def chunks_of(packing: Packing) -> tuple[Chunk, ...]:
    """All entries in chunks. Raises ValueError where one alone has too many bits."""
    found: list[Chunk] = []
    for entry in packing.entries:
        place = entry.place
        if place.width > MOST_CHUNK:
            raise ValueError(f"a value of `{entry.symbol.name}` has {place.width} bits")
        last = found[-1] if found else None
        if last is not None and last.word == place.word and last.bits + place.width <= MOST_CHUNK:
            found[-1] = Chunk(last.word, last.shift, last.bits + place.width, (*last.entries, entry))
        elif place.width:
            found.append(Chunk(place.word, place.shift, place.width, (entry,)))
    return tuple(found)


def images(packing: Packing, chunks: Sequence[Chunk], exchange: Transposition) -> Iterator[Sequence[int]]:
    """For each chunk and each of 256 values of it: the words that it becomes part of."""
    for chunk in chunks:
        table = [[0] * packing.words for _ in range(1 << MOST_CHUNK)]
        for numbers in product(*(range(entry.values) for entry in chunk.entries)):
            value = 0
            words = [0] * packing.words
            for entry, number in zip(chunk.entries, numbers, strict=True):
                value |= number << entry.place.shift - chunk.shift
                place = _image(packing.by_symbol[entry.symbol], entry, exchange).place
                words[place.word] |= exchange(entry.symbol.codomain, number) << place.shift
            table[value] = words
        yield from table


def _image(table: Mapping[tuple[int, ...], Entry], entry: Entry, exchange: Transposition) -> Entry:
    return table[tuple(exchange(s, n) for s, n in zip(entry.symbol.domain, entry.arguments, strict=True))]


def _keeps_constants(machine: Machine, exchange: Transposition) -> bool:
    universe = machine.universe
    for symbol in constants_of(machine.model):
        table = {
            universe.encode_all(symbol.domain, arguments): universe.encode(symbol.codomain, value)
            for arguments, value in machine.instance.constants.get(symbol.name, {}).items()
        }
        for numbers in product(*(range(universe.size(sort)) for sort in symbol.domain)):
            there = tuple(exchange(s, n) for s, n in zip(symbol.domain, numbers, strict=True))
            if table.get(there, 0) != exchange(symbol.codomain, table.get(numbers, 0)):
                return False
    return True


def _plain_changes(count: int) -> list[int]:
    """The places i at which neighbours i and i + 1 are exchanged, to go through all orders of `count` things."""
    if count < 2:
        return []
    inner = _plain_changes(count - 1)
    down, up = list(range(count - 2, -1, -1)), list(range(count - 1))
    path: list[int] = []
    for number, place in enumerate([*inner, None]):
        path += down if number % 2 == 0 else up
        if place is not None:
            # While the last thing stands in front, all others stand one place further.
            path.append(place + 1 if number % 2 == 0 else place)
    return path
