"""Shapes of clauses: impossible whatever their names stand for, and the clause again where its own are put in."""

from random import Random

import pytest
from ground_problems import (
    COLOUR,
    COLOURED,
    LIT,
    NEXT,
    THING,
    WHERE,
    applied,
    equal,
    member,
    no,
    random_literals,
    said,
    variable,
)
from second_opinion import can_hold

from septum.engines.certify.ground import shapes
from septum.engines.certify.ground.refute import NotRefuted, refute
from septum.engines.certify.ground.shapes import shaped
from septum.logic.terms import Operator, Term, make
from septum.logic.walk import subterms
from septum.obligations.shape import Literal, Shape, ShapedClause

A, B, C, D = (variable(name, THING) for name in "abcd")
HUE = variable("a", COLOUR)
RED, GREEN, BLUE = (member(COLOUR, name) for name in COLOUR.members)


def shape_is_impossible(shape: Shape) -> bool:
    """Z3's answer, with what the shape supposes of members."""
    statements = [atom if holds else no(atom) for atom, holds in shape.literals]
    statements += [no(equal(left, right)) for left, right in shape.apart]
    if shape.spent is not None:
        statements.append(said(Operator.OR, *(equal(shape.spent.term, m) for m in shape.spent.members)))
    return not can_hold(statements)


def put_in(found: ShapedClause) -> list[Literal]:
    """The literals of the shape, with what its names stand for."""
    values = dict(zip(found.shape.variables, found.values, strict=True))
    functions = dict(zip(found.shape.symbols, found.functions, strict=True))

    def visit(term: Term) -> Term:
        arguments = tuple(map(visit, term.arguments))
        if term.symbol in functions:
            function = functions[term.symbol]
            return replace(function.body, dict(zip(function.parameters, arguments, strict=True)))
        return values.get(term) or make(term.operator, term.sort, arguments, term.name, term.symbol, term.state)

    return [(visit(atom), holds) for atom, holds in found.shape.literals]


def replace(term: Term, values: dict[Term, Term]) -> Term:
    """The term with values for variables."""
    if term in values:
        return values[term]
    arguments = tuple(replace(a, values) for a in term.arguments)
    return make(term.operator, term.sort, arguments, term.name, term.symbol, term.state)


def test_clauses_of_random_refutations_are_cases_of_their_shapes() -> None:
    random, seen = Random(20), 0
    known: set[Shape] = set()
    while seen < 60:
        try:
            found = refute(random_literals(random))
        except NotRefuted:
            continue
        for clause, one in zip(found.clauses, found.shapes, strict=True):
            seen += 1
            assert put_in(one) == list(clause)
            assert len(one.shape.variables) == len(one.values) and len(one.shape.symbols) == len(one.functions)
            known.add(one.shape)
    assert all(map(shape_is_impossible, known))
    assert len(known) < seen


CLAUSES = {
    "a relation": [(equal(A, B), True), (applied(LIT, A, RED), True), (applied(LIT, B, RED), False)],
    "another, in another order": [
        (applied(LIT, applied(NEXT, C), GREEN), True),
        (applied(LIT, applied(NEXT, D), GREEN), False),
        (equal(C, D), True),
    ],
    "equals of equals": [(equal(A, C), True), (equal(B, C), False), (equal(A, B), True)],
    "equals of equals, elsewhere": [
        (equal(applied(WHERE, A), applied(WHERE, C)), True),
        (equal(A, B), True),
        (equal(applied(WHERE, B), applied(WHERE, C)), False),
    ],
    "a colour": [
        (equal(applied(COLOURED, A), RED), True),
        (equal(applied(COLOURED, B), RED), False),
        (equal(A, B), True),
    ],
}


def test_clauses_that_say_the_same_have_one_shape() -> None:
    found = {name: shaped(clause)[1].shape for name, clause in CLAUSES.items()}
    assert len(set(found.values())) == 1
    assert [holds for _, holds in found["a relation"].literals] == [True, False, True]


def test_the_order_that_is_given_is_that_of_the_shape() -> None:
    for clause in CLAUSES.values():
        ordered, one = shaped(clause)
        assert sorted(map(repr, ordered)) == sorted(map(repr, clause)) and put_in(one) == list(ordered)


def test_a_function_of_itself_is_one_symbol() -> None:
    clause = [(equal(A, applied(NEXT, A)), True), (equal(A, applied(NEXT, applied(NEXT, applied(NEXT, A)))), False)]
    ordered, one = shaped(clause)
    assert put_in(one) == list(ordered) and shape_is_impossible(one.shape)
    used = {term.symbol for atom, _ in one.shape.literals for term in subterms(atom) if term.symbol is not None}
    assert used == set(one.shape.symbols)


def test_members_are_kept_apart_only_where_that_matters() -> None:
    assert shaped(CLAUSES["a colour"])[1].shape.apart == ()
    two = shaped([(equal(HUE, RED), True), (equal(HUE, BLUE), True)])[1]
    assert two.shape.apart == ((two.shape.variables[1], two.shape.variables[2]),) and RED in two.values
    assert shape_is_impossible(two.shape)


def test_a_term_of_which_no_member_is_left_has_a_shape_with_all_members() -> None:
    one = shaped([(equal(HUE, m), False) for m in (BLUE, RED, GREEN)])[1]
    values = dict(zip(one.shape.variables, one.values, strict=True))
    assert one.shape.spent is not None and values[one.shape.spent.term] == HUE
    assert [values[v] for v in one.shape.spent.members] == [RED, GREEN, BLUE]
    assert shape_is_impossible(one.shape)


def test_generalising_without_a_look_at_what_stays_impossible_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "contradicts", lambda _: True)
    clause = [(equal(A, B), True), (equal(applied(NEXT, A), applied(NEXT, B)), False)]
    assert not shape_is_impossible(shaped(clause)[1].shape)
