"""What a step leaves, spelt out, is what it does."""

from itertools import product
from random import Random

import pytest
from finite_structures import disagreement, some_structures
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import after
from strategies import models

from septum.interpreter import evaluate
from septum.interpreter.structure import values_of
from septum.logic import BOOLEAN, Operator, Sort, Symbol, Term
from septum.logic.build import apply, member, variable
from septum.logic.sorts import SortKind
from septum.logic.terms import TRUE, make
from septum.obligations.meaning import After, Before, fresh, meant, replaced
from septum.spec.model import Model, Step

THING = Sort("Thing")
COLOUR = Sort("Colour", SortKind.ENUMERATION, ("RED", "GREEN"))
X, Y = (variable(name, THING) for name in "xy")
MARKED = Symbol("marked", (THING,))
NEXT = Symbol("next", (THING,), THING)
FIRST = Symbol("first", (), THING, rigid=True)


def _spelt(step: Step, symbol: Symbol) -> tuple[tuple[Term, ...], Term]:
    """Places of a symbol, and what stands there after a step whose arguments are called as its parameters are."""
    given_values = {v.bare: v.bare for v in (*step.parameters, *step.choices)}
    places = tuple(variable(f"place{n}", sort) for n, sort in enumerate(symbol.domain))
    return places, After(step, Before(""), given_values).at(symbol, places)


@settings(max_examples=40)
@given(models(), st.integers(0, 2**32 - 1))
def test_what_stands_anywhere_after_a_step_is_what_it_leaves_there(drawn: tuple[Model, object], seed: int) -> None:
    """Of several updates of a place the last counts, and all read the old state."""
    model = drawn[0]
    for step in model.steps:
        written = sorted(step.writes, key=lambda symbol: symbol.name)
        known = (*step.parameters, *step.choices)
        wanted = [_spelt(step, symbol) for symbol in written]
        read = [t for u in step.updates for t in (*u.at, u.condition, u.value, *(apply(u.symbol, u.at),))]
        terms = (*(term for _, term in wanted), *read, *known)
        for structure, constants in some_structures(terms, Random(seed), 3):
            here = {v.bare: constants[v.bare] for v in known}
            left = after(step, structure, here)
            for symbol, (places, term) in zip(written, wanted, strict=True):
                table = left.tables[symbol.name, ""]
                for at in product(*(values_of(sort, structure) for sort in symbol.domain)):
                    found = evaluate(term, structure, {**here, **dict(zip(places, at, strict=True))})
                    assert found == table.entries.get(at, table.otherwise), (step.name, symbol.name, at)


@settings(max_examples=40)
@given(models())
def test_a_condition_means_in_its_own_state_what_it_says(drawn: tuple[Model, object]) -> None:
    for step in drawn[0].steps:
        for guard in step.guards:
            assert disagreement(guard.condition, meant(guard.condition, {}, Before("")), Random(0), 3) is None


def test_values_are_put_for_free_variables_only() -> None:
    inner = make(Operator.FORALL, BOOLEAN, (apply(MARKED, [X]),), bound=(X,))
    term = make(Operator.AND, BOOLEAN, (apply(MARKED, [X]), inner))
    found = meant(term, {X: Y}, Before("s"))
    assert found.arguments[0] is apply(MARKED, [Y], "s")
    assert found.arguments[1].arguments[0] is apply(MARKED, [X], "s")
    assert replaced(found, {X: Y}) is found and replaced(found, {Y: X}).arguments[0] is apply(MARKED, [X], "s")


def test_constants_of_the_model_are_of_no_state() -> None:
    found = meant(apply(MARKED, [apply(FIRST, [])]), {}, Before("t"))
    assert found.state == "t" and found.arguments[0].state == ""


def test_a_double_denial_is_the_statement_and_a_single_one_stays() -> None:
    once = make(Operator.NOT, BOOLEAN, (apply(MARKED, [X]),))
    assert meant(make(Operator.NOT, BOOLEAN, (once,)), {}, Before("s")) is apply(MARKED, [X], "s")
    assert meant(once, {}, Before("s")) is make(Operator.NOT, BOOLEAN, (apply(MARKED, [X], "s"),))


def test_places_have_a_variable_each() -> None:
    assert [(v.name, v.sort) for v in fresh(Symbol("at", (THING, COLOUR)))] == [("x1", THING), ("x2", COLOUR)]


@pytest.mark.parametrize("name", COLOUR.members)
def test_members_and_truth_stand_for_themselves(name: str) -> None:
    assert meant(member(COLOUR, name), {}, Before("s")) is member(COLOUR, name)
    assert meant(TRUE, {}, Before("s")) is TRUE
