"""Random finite structures, in which two statements that say the same have the same value."""

from collections.abc import Iterator
from itertools import product
from random import Random

from septum.interpreter import Structure, Table, Value, evaluate
from septum.interpreter.structure import values_of
from septum.logic import Sort, Symbol, Term
from septum.logic.walk import subterms

ELEMENTS = 2
"""How many elements a sort has: those that statements are about are rarely more."""


def disagreement(left: Term, right: Term, random: Random, count: int) -> Structure | None:
    """One of `count` random structures in which two terms have different values; None where there is none."""
    for structure, constants in some_structures((left, right), random, count):
        if evaluate(left, structure, constants) != evaluate(right, structure, constants):
            return structure
    return None


def some_structures(
    terms: tuple[Term, ...], random: Random, count: int
) -> Iterator[tuple[Structure, dict[Term, Value]]]:
    """Structures for all symbols of some terms, in all states that these speak of, and values for free variables.

    The relation that stands for a set, where sets are spelt out, has the members that the set has.
    """
    used = sorted(_symbols(terms).items())
    free = sorted({v for term in terms for v in term.free}, key=lambda v: (v.name, v.sort.name))
    for _ in range(count):
        plain = Structure({s.name: _elements(s) for s in _sorts(terms) if s.is_uninterpreted}, {})
        constants = {v: random.choice(values_of(v.sort, plain)) for v in free}
        sets = {f"in {v.name}": value for v, value in constants.items() if isinstance(value, frozenset)}
        tables: dict[tuple[str, str], Table] = {}
        for key, symbol in used:
            members = sets.get(symbol.name)
            tables[key] = _table(symbol, plain, random) if members is None else _members(symbol, members)
        yield Structure(plain.elements, tables), constants


def _elements(sort: Sort) -> tuple[str, ...]:
    return tuple(f"{sort.name}{number}" for number in range(ELEMENTS))


def _table(symbol: Symbol, plain: Structure, random: Random) -> Table:
    values = values_of(symbol.codomain, plain)
    places = product(*(values_of(sort, plain) for sort in symbol.domain))
    return Table({place: random.choice(values) for place in places}, values[0])


def _members(symbol: Symbol, members: frozenset[str]) -> Table:
    (element,) = symbol.domain
    return Table({(member,): member in members for member in element.members}, False)


def _symbols(terms: tuple[Term, ...]) -> dict[tuple[str, str], Symbol]:
    parts = (part for term in terms for part in subterms(term))
    return {(part.symbol.name, part.state): part.symbol for part in parts if part.symbol is not None}


def _sorts(terms: tuple[Term, ...]) -> list[Sort]:
    found: set[Sort] = set()
    for part in (part for term in terms for part in subterms(term)):
        found |= {part.sort, *(v.sort for v in part.bound)}
        if part.symbol is not None:
            found |= {*part.symbol.domain, part.symbol.codomain}
    return sorted(found, key=lambda sort: sort.name)
