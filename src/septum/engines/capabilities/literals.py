"""Facts to try: what holds of the named things at a moment of a run, and what lies behind what is lent and cached."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations, product

from septum.engines.capabilities.goals import about_named
from septum.engines.capabilities.witness import Witness
from septum.interpreter.effects import Entry, State
from septum.logic import build
from septum.logic.show import show
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Term
from septum.spec.model import Example, Fact, FactKind, Home, Model

_MOST_PLACES = 400
"""Symbols with more places than this among the named things are passed over."""


def literals_at(
    model: Model,
    workload: Example,
    witness: Witness,
    state: State,
    changes: frozenset[Entry],
    later: Sequence[State],
    names: Mapping[Term, Term],
) -> tuple[Fact, ...]:
    """What holds in `state`: the relations that are true, those that a later change makes so, and the values of maps.

    Of a relation that is true of something also that it is true of anything, with one argument left open. What does
    not hold in all states of `later`, a run of the model, is not kept and need not be tried.
    """
    found: dict[str, Fact] = {}
    changed = {(entry.symbol, entry.arguments) for entry in changes}
    for declared in model.symbols:
        symbol = declared.symbol
        if symbol.rigid or declared.home not in (Home.CORE, Home.HARDWARE):
            continue
        for places in _places(symbol, workload):
            touched = (symbol.name, tuple(place.name for place in places)) in changed
            for literal in _literals(symbol, places, workload, witness, state, touched):
                name = show(literal)
                if name in found or not all(witness.holds(literal, moment) for moment in later):
                    continue
                body = about_named(literal, names)
                found[name] = Fact(name, "", FactKind.INVARIANT, (), body, workload.span)
    return tuple(found.values())


def alternatives_at(
    model: Model,
    workload: Example,
    witness: Witness,
    state: State,
    changes: frozenset[Entry],
    later: Sequence[State],
    names: Mapping[Term, Term],
) -> tuple[Fact, ...]:
    """For each relation that is true of named things in `state`: it is, or another is true of the same things.

    Such as: a page is lent, or its loan is over. What no change makes lost is left to `literals_at`.
    """
    relations = [s.symbol for s in model.symbols if s.home in (Home.CORE, Home.HARDWARE)]
    relations = [symbol for symbol in relations if symbol.codomain.is_boolean and not symbol.rigid]
    found = {fact.name: fact for fact in literals_at(model, workload, witness, state, changes, later, names)}
    for one, other in permutations(relations, 2):
        if one.domain != other.domain:
            continue
        for places in _places(one, workload):
            if not witness.holds(build.apply(one, places), state):
                continue
            either = build.disjunction(build.apply(one, places), build.apply(other, places))
            if all(witness.holds(either, moment) for moment in later):
                name, body = show(either), about_named(either, names)
                found[name] = Fact(name, "", FactKind.INVARIANT, (), body, workload.span)
    return tuple(found.values())


def kinds_behind(model: Model) -> tuple[Fact, ...]:
    """For all things of which a relation is true: what a map leads them to is not of a certain kind.

    Such as: no page that is lent is backed by a frame that is RAM.
    """
    symbols = [declared.symbol for declared in model.symbols]
    kinds = [s for s in symbols if s.rigid and s.codomain.is_enumeration and len(s.domain) == 1]
    found: list[Fact] = []
    for relation in symbols:
        for leads in symbols:
            if relation.rigid or leads.rigid or not relation.codomain.is_boolean or leads.domain != relation.domain:
                continue
            for kind in kinds:
                if kind.domain == (leads.codomain,):
                    found.extend(_none_behind(model, relation, leads, kind))
    return tuple(found)


def _none_behind(model: Model, relation: Symbol, leads: Symbol, kind: Symbol) -> Iterator[Fact]:
    parameters = tuple(build.variable(f"at{n}", sort) for n, sort in enumerate(relation.domain, 1))
    behind = build.apply(kind, [build.apply(leads, parameters)])
    for member in kind.codomain.members:
        other = build.negate(build.equal(behind, build.member(kind.codomain, member)))
        body = build.implies(build.apply(relation, parameters), other)
        name = f"{relation.name} never {leads.name} {member}"
        yield Fact(name, "", FactKind.INVARIANT, parameters, body, model.span)


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


def _literals(
    symbol: Symbol, places: tuple[Term, ...], workload: Example, witness: Witness, state: State, touched: bool
) -> Iterator[Term]:
    applied = build.apply(symbol, places)
    environment = {p.bare: p.name for p in workload.parameters}
    value = witness.machine.evaluate(state, applied, environment)
    if symbol.codomain.is_boolean:
        if value is True:
            yield applied
            yield from _projections(symbol, places)
        elif touched:
            yield build.negate(applied)
    elif symbol.codomain.element is None:
        for known in _named(symbol.codomain, workload):
            same = build.equal(applied, known)
            if known.name == value:
                yield same
            elif symbol.codomain.is_enumeration:
                yield build.negate(same)


def _projections(symbol: Symbol, places: tuple[Term, ...]) -> Iterator[Term]:
    if len(places) < 2:
        return
    for index, sort in enumerate(symbol.domain):
        some = build.variable("some", sort)
        yield build.exists([some], build.apply(symbol, [*places[:index], some, *places[index + 1 :]]))
