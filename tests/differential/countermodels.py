"""Countermodels judged by the interpreter's evaluator, which shares nothing with the search that found them."""

from collections.abc import Mapping

from septum.interpreter import Structure, Table, Value, evaluate
from septum.logic import Sort, Symbol, Term
from septum.logic.walk import subterms
from septum.smt import query


def symbols_of(terms: list[Term]) -> dict[tuple[str, str], Symbol]:
    """Every application in the terms, by name and state."""
    found: dict[tuple[str, str], Symbol] = {}
    for term in terms:
        for part in subterms(term):
            if part.symbol is not None:
                found[part.symbol.name, part.state] = part.symbol
    return found


def sorts_of(terms: list[Term]) -> set[Sort]:
    """Every sort in the terms, those of variables that bind nothing included."""
    found: set[Sort] = set()
    for term in terms:
        for part in subterms(term):
            found |= {part.sort, *(v.sort for v in part.bound)}
            if part.symbol is not None:
                found |= {*part.symbol.domain, part.symbol.codomain}
    return found


def read(structure: query.Structure, asked: query.Query) -> tuple[Structure, dict[Term, Value]]:
    """The same structure in the interpreter's terms, and the values of free variables."""
    terms = [asked.goal.bare, *(p.term.bare for p in asked.premises)]
    sorts = {s.name: s for s in sorts_of(terms)}
    elements = {
        name: tuple(str(i) for i in range(structure.elements.get(name, 1)))
        for name, sort in sorts.items()
        if sort.is_uninterpreted
    }

    def value(sort: Sort, number: int | bool) -> Value:
        if sort.is_boolean:
            return bool(number)
        return sort.members[number] if sort.is_enumeration else elements[sort.name][number]

    tables: dict[tuple[str, str], Table] = {}
    for key, symbol in symbols_of(terms).items():
        entries = {
            tuple(value(s, n) for s, n in zip(symbol.domain, place, strict=True)): value(symbol.codomain, result)
            for place, result in structure.functions.get(key, {}).items()
        }
        tables[key] = Table(entries, value(symbol.codomain, structure.defaults.get(key, 0)))
    free = frozenset[Term]().union(*(t.free for t in terms))
    constants = {v: value(v.sort, structure.constants.get(f"{v.name}:{v.sort.name}", 0)) for v in free}
    return Structure(elements, tables), constants


def refutes(structure: Structure, constants: Mapping[Term, Value], asked: query.Query) -> bool:
    """Are all premises true, and the goal false?"""
    return all(evaluate(p.term, structure, constants) for p in asked.premises) and not evaluate(
        asked.goal, structure, constants
    )
