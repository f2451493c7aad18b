"""Propositions say what statements say, and their pieces follow from them by the route that they name."""

from itertools import product
from random import Random

import pytest
from finite_structures import disagreement, some_structures
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_terms import Vocabulary, formulas
from strategies import vocabularies

from septum.interpreter import evaluate
from septum.interpreter.structure import values_of
from septum.logic import BOOLEAN, FALSE, Operator, Sort, Symbol, Term
from septum.logic.build import apply, variable
from septum.logic.terms import make
from septum.logic.walk import has_quantifier
from septum.obligations.propositions import (
    Apply,
    NotAPiece,
    Part,
    Piece,
    Suppose,
    Witness,
    denied,
    pieces,
    turned,
)

THING = Sort("Thing")
X, Y, Z = (variable(name, THING) for name in "xyz")
P, Q = (Symbol(name, (THING,)) for name in "pq")
PX, PY, PZ, QX, QY = (apply(s, [v], "s") for s, v in ((P, X), (P, Y), (P, Z), (Q, X), (Q, Y)))


def _not(term: Term) -> Term:
    return make(Operator.NOT, BOOLEAN, (term,))


def _and(*terms: Term) -> Term:
    return make(Operator.AND, BOOLEAN, terms)


def _or(*terms: Term) -> Term:
    return make(Operator.OR, BOOLEAN, terms)


def _implies(premise: Term, conclusion: Term) -> Term:
    return make(Operator.IMPLIES, BOOLEAN, (premise, conclusion))


def _all(body: Term, *variables: Term) -> Term:
    return make(Operator.FORALL, BOOLEAN, (body,), bound=variables)


def _any(body: Term, *variables: Term) -> Term:
    return make(Operator.EXISTS, BOOLEAN, (body,), bound=variables)


def test_a_statement_without_quantifiers_stays_as_it_is() -> None:
    """What is computed is what stands there: nothing is rearranged."""
    for term in (_not(_and(PX, _not(_not(PY)))), _not(_or(PX, PY)), _implies(_not(PX), QX)):
        assert turned(term) is term and not has_quantifier(term)


@pytest.mark.parametrize(
    ("statement", "proposition"),
    [
        (_not(_any(PX, X)), _all(_not(PX), X)),
        (_not(_all(PX, X)), _any(_not(PX), X)),
        (_not(_any(_not(PX), X)), _all(PX, X)),
        (_not(_not(_any(PX, X))), _any(PX, X)),
        (_not(_or(PY, _any(PX, X))), _and(_not(PY), _all(_not(PX), X))),
        (_not(_and(PY, _any(PX, X))), _implies(PY, _all(_not(PX), X))),
        (_not(_and(PY, PZ, _any(PX, X))), _implies(_and(PY, PZ), _all(_not(PX), X))),
        (_not(_and(_any(PX, X), _any(PY, Y))), _or(_all(_not(PX), X), _all(_not(PY), Y))),
        (_not(_implies(_any(PX, X), PY)), _and(_any(PX, X), _not(PY))),
        (_implies(_not(_any(PX, X)), PY), _implies(_all(_not(PX), X), PY)),
    ],
)
def test_denials_of_quantified_statements_are_turned_around(statement: Term, proposition: Term) -> None:
    assert turned(statement) is proposition


def test_a_quantifier_in_a_condition_that_is_denied_is_no_piece() -> None:
    with pytest.raises(NotAPiece, match="inside a denied"):
        turned(_not(make(Operator.IF, BOOLEAN, (PX, _any(PY, Y), PZ))))
    with pytest.raises(NotAPiece, match="inside a denied"):
        turned(_not(make(Operator.EQUAL, BOOLEAN, (PX, _any(PY, Y)))))


def test_a_double_denial_is_none() -> None:
    assert denied(_not(PX)) is PX and denied(PX) is _not(PX)


@pytest.mark.parametrize(
    ("proposition", "expected"),
    [
        (PX, [Piece(PX, ())]),
        (_all(PX, X), [Piece(PX, (Apply(X),))]),
        (_all(_all(_implies(PX, PY), Y), X), [Piece(_implies(PX, PY), (Apply(X), Apply(Y)))]),
        (_and(PX, _all(PY, Y)), [Piece(PX, (Part(0, 2),)), Piece(PY, (Part(1, 2), Apply(Y)))]),
        (_any(PX, X), [Piece(PX, (Witness(X),))]),
        (_any(_all(_implies(PX, PY), Y), X), [Piece(_implies(PX, PY), (Witness(X), Apply(Y)))]),
        (_implies(PX, _all(PY, Y)), [Piece(_implies(PX, PY), (Suppose((), PX), Apply(Y)))]),
        (_implies(_any(PX, X), QY), [Piece(_implies(PX, QY), (Suppose((X,), PX),))]),
        (
            _all(_implies(_any(PX, X), _and(QY, _all(PZ, Z))), Y),
            [
                Piece(_implies(PX, QY), (Apply(Y), Suppose((X,), PX), Part(0, 2))),
                Piece(_implies(PX, PZ), (Apply(Y), Suppose((X,), PX), Part(1, 2), Apply(Z))),
            ],
        ),
    ],
)
def test_routes_lead_to_pieces(proposition: Term, expected: list[Piece]) -> None:
    assert list(pieces(proposition)) == expected


@pytest.mark.parametrize(
    "proposition",
    [
        _or(PX, _all(PY, Y)),
        _all(_any(PX, X), Y),
        _implies(PZ, _any(PX, X)),
        _implies(_all(PX, X), PY),
        _implies(PX, _implies(PY, _all(PZ, Z))),
    ],
    ids=["one of two", "exists for each", "exists if", "if all", "a premise below a premise"],
)
def test_what_has_no_route_is_left_out_and_nothing_else(proposition: Term) -> None:
    """A hypothesis may say more than its pieces do; none of them may say more than it."""
    assert list(pieces(proposition)) == []
    assert [p.matrix for p in pieces(_and(proposition, _all(QX, X)))] == [QX]


def test_variables_are_those_for_which_values_are_wanted() -> None:
    (piece,) = pieces(_any(_all(_implies(_any(PX, X), PY), Y), Z))
    assert piece.route[0] == Witness(Z) and piece.variables == (Y, X)


@st.composite
def _propositions(draw: st.DrawFn) -> tuple[Vocabulary, Term]:
    words, _ = draw(vocabularies())
    scope = (variable("v0", words.sorts[0]), variable("v1", words.enumeration), variable("v2", words.powers))
    statement = draw(formulas(words, scope, 4))
    try:
        return words, turned(statement)
    except NotAPiece:
        assume(False)
        return words, FALSE


@settings(max_examples=60)
@given(st.data())
def test_turning_around_changes_no_meaning(data: st.DataObject) -> None:
    words, _ = data.draw(vocabularies())
    statement = data.draw(formulas(words, (variable("v0", words.sorts[0]), variable("v1", words.enumeration)), 4))
    try:
        proposition = turned(statement)
    except NotAPiece:
        return
    assert disagreement(statement, proposition, Random(0), 4) is None


@settings(max_examples=100)
@given(_propositions())
def test_a_piece_holds_for_all_values_wherever_its_proposition_does(drawn: tuple[Vocabulary, Term]) -> None:
    proposition = drawn[1]
    found = list(pieces(proposition))
    for structure, constants in some_structures((proposition, *(p.matrix for p in found)), Random(0), 6):
        if not evaluate(proposition, structure, constants):
            continue
        for piece in found:
            named = [move.variable for move in piece.route if isinstance(move, Witness)]
            assert any(
                all(
                    evaluate(
                        piece.matrix,
                        structure,
                        {
                            **constants,
                            **dict(zip(named, witnesses, strict=True)),
                            **dict(zip(piece.variables, values, strict=True)),
                        },
                    )
                    for values in product(*(values_of(v.sort, structure) for v in piece.variables))
                )
                for witnesses in product(*(values_of(v.sort, structure) for v in named))
            )
