"""What holds of the named things at a moment of a run, as facts that later steps may keep."""

from collections.abc import Iterator, Mapping
from itertools import product

from septum.engines.capabilities.goals import about_named
from septum.engines.capabilities.witness import Witness
from septum.interpreter.effects import State
from septum.logic import build
from septum.logic.show import show
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Term
from septum.spec.model import Example, Fact, FactKind, Home, Model

_MOST_PLACES = 400
"""Symbols with more places than this among the named things are passed over."""


def literals_at(
    model: Model, workload: Example, witness: Witness, state: State, later: State, names: Mapping[Term, Term]
) -> tuple[Fact, ...]:
    """What holds in `state`: the relations that are true, or become so until `later`, and the values of maps."""
    found: list[Fact] = []
    for declared in model.symbols:
        symbol = declared.symbol
        if symbol.rigid or declared.home not in (Home.CORE, Home.HARDWARE):
            continue
        for places in _places(symbol, workload):
            literal = _literal(symbol, places, workload, witness, state, later)
            if literal is not None:
                body = about_named(literal, names)
                found.append(Fact(show(literal), "", FactKind.INVARIANT, (), body, workload.span))
    return tuple(found)


def _places(symbol: Symbol, workload: Example) -> Iterator[tuple[Term, ...]]:
    choices = [_named(sort, workload) for sort in symbol.domain]
    total = 1
    for choice in choices:
        total *= len(choice)
    if 0 < total <= _MOST_PLACES:
        yield from product(*choices)


def _named(sort: Sort, workload: Example) -> list[Term]:
    if sort.is_enumeration:
        return [build.member(sort, name) for name in sort.members]
    return [p.bare for p in workload.parameters if p.sort == sort]


def _literal(
    symbol: Symbol, places: tuple[Term, ...], workload: Example, witness: Witness, state: State, later: State
) -> Term | None:
    applied = build.apply(symbol, places)
    environment = {p.bare: p.name for p in workload.parameters}
    value = witness.machine.evaluate(state, applied, environment)
    if symbol.codomain.is_boolean:
        if value is True:
            return applied
        changes = witness.machine.evaluate(later, applied, environment) is not value
        return build.negate(applied) if changes else None
    for known in _named(symbol.codomain, workload) if symbol.codomain.element is None else []:
        if known.name == value:
            return build.equal(applied, known)
    return None
