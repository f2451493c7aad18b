"""From instances to evidence: what is used, with which values, and what cannot be evidence."""

from collections.abc import Mapping

import pytest
from attrs import evolve

from septum.engines.certify.evidence import evidence
from septum.engines.certify.ground.refute import NotRefuted
from septum.logic import BOOLEAN, Operator, Sort, Symbol, Term
from septum.logic.build import apply, member, variable
from septum.logic.sorts import SortKind
from septum.logic.terms import TRUE, make
from septum.obligations.instantiation import GOAL, Instances, Instantiation, Witness
from septum.obligations.propositions import NotAPiece
from septum.obligations.spelt import Spelt

THING = Sort("Thing")
COLOUR = Sort("Colour", SortKind.ENUMERATION, ("RED", "GREEN"))
X, Y = (variable(name, THING) for name in "xy")
C = variable("c", COLOUR)
HERE = variable("here~goal", THING)
P, Q = (Symbol(name, (THING,)) for name in "pq")
LIT = Symbol("lit", (THING, COLOUR))


def _is(symbol: Symbol, *arguments: Term) -> Term:
    return apply(symbol, arguments, "s")


def _all(body: Term, *variables: Term) -> Term:
    return make(Operator.FORALL, BOOLEAN, (body,), bound=variables)


def _any(body: Term, *variables: Term) -> Term:
    return make(Operator.EXISTS, BOOLEAN, (body,), bound=variables)


def _implies(premise: Term, conclusion: Term) -> Term:
    return make(Operator.IMPLIES, BOOLEAN, (premise, conclusion))


def _and(*terms: Term) -> Term:
    return make(Operator.AND, BOOLEAN, terms)


def _used(position: int, values: Mapping[str, Term] | None = None) -> Instantiation:
    return Instantiation(f"hypothesis {position}", position, values or {})


def _goal(values: Mapping[str, Term]) -> Instantiation:
    return Instantiation(GOAL, -1, values)


MORTAL = Spelt((_all(_implies(_is(P, X), _is(Q, X)), X), _is(P, HERE)), _is(Q, HERE))
ENOUGH = Instances("mortal", (_used(0, {"x": HERE}), _used(1)))


def test_what_is_used_says_its_hypothesis_at_the_values() -> None:
    found = evidence(MORTAL, ENOUGH)
    (argument,) = found.arguments
    assert found.identifier == "mortal" and found.found == () and argument.conclusion is _is(Q, HERE)
    assert [(u.position, u.statement) for u in argument.used] == [
        (0, _implies(_is(P, HERE), _is(Q, HERE))),
        (1, _is(P, HERE)),
    ]
    assert dict(argument.used[0].values) == {X: HERE}


@pytest.mark.parametrize("left", [0, 1])
def test_instances_of_which_one_is_missing_are_no_evidence(left: int) -> None:
    kept = tuple(one for number, one in enumerate(ENOUGH.instantiations) if number != left)
    with pytest.raises(NotRefuted):
        evidence(MORTAL, evolve(ENOUGH, instantiations=kept))


def test_an_instance_with_another_value_is_no_evidence() -> None:
    other = variable("there~goal", THING)
    with pytest.raises(NotRefuted):
        evidence(MORTAL, evolve(ENOUGH, instantiations=(_used(0, {"x": other}), _used(1))))


def test_a_variable_without_a_value_stands_for_every_member_of_an_enumeration() -> None:
    spelt = Spelt((_all(_is(LIT, HERE, C), C),), _and(_is(LIT, HERE, _member("RED")), _is(LIT, HERE, _member("GREEN"))))
    (argument,) = {a.conclusion: a for a in evidence(spelt, Instances("lit", (_used(0),))).arguments}.values()
    assert [u.values[C] for u in argument.used] == [_member("RED"), _member("GREEN")]


def _member(name: str) -> Term:
    return member(COLOUR, name)


def test_a_variable_without_a_value_stands_for_nothing_where_its_sort_has_no_list() -> None:
    """The piece is not used, and says nothing."""
    with pytest.raises(NotRefuted):
        evidence(MORTAL, evolve(ENOUGH, instantiations=(_used(0), _used(1))))


def test_a_variable_of_which_a_piece_says_nothing_gets_anything_at_hand() -> None:
    spelt = Spelt((_all(_and(_is(P, HERE), _is(P, HERE)), Y),), _is(P, HERE))
    (argument,) = evidence(spelt, Instances("idle", (_used(0),))).arguments
    assert argument.used[0].values == {Y: HERE}


def test_a_name_that_is_kept_apart_from_a_parameter_finds_its_value() -> None:
    apart = variable("x'1", THING)
    spelt = Spelt((_all(_implies(_is(P, apart), _is(Q, apart)), apart), _is(P, HERE)), _is(Q, HERE))
    (argument,) = evidence(spelt, ENOUGH).arguments
    assert dict(argument.used[0].values) == {apart: HERE}


def test_each_statement_is_used_once_and_what_is_always_true_never() -> None:
    spelt = Spelt((_is(P, HERE), _is(P, HERE), TRUE), _is(P, HERE))
    (argument,) = evidence(spelt, Instances("twice", (_used(0), _used(1), _used(2)))).arguments
    assert [u.position for u in argument.used] == [0]


def test_a_goal_of_several_pieces_has_an_argument_for_each() -> None:
    spelt = Spelt((_all(_is(P, X), X),), _and(_is(P, HERE), _all(_is(P, Y), Y)))
    counterexample = Witness(GOAL, -1, "y", {}, variable("y~1", THING))
    used = (_used(0, {"x": HERE}), _used(0, {"x": counterexample.term}))
    first, second = evidence(spelt, Instances("both", used, (counterexample,))).arguments
    assert first.conclusion is _is(P, HERE) and second.conclusion is _is(P, counterexample.term)
    assert dict(second.values) == {Y: counterexample.term}


def test_what_a_goal_says_of_all_is_shown_for_a_thing_of_which_nothing_is_known() -> None:
    spelt = Spelt((_all(_is(P, X), X), _is(P, HERE)), _all(_is(P, Y), Y))
    anything = variable("y~any", THING)
    (argument,) = evidence(spelt, Instances("any", (_used(0, {"x": anything}),))).arguments
    assert dict(argument.values) == {Y: anything} and argument.conclusion is _is(P, anything)
    with pytest.raises(NotRefuted):
        evidence(spelt, Instances("some", (_used(1),)))


def test_what_a_goal_says_to_exist_has_a_value() -> None:
    spelt = Spelt((_is(P, HERE),), _any(_is(P, X), X))
    found = evidence(spelt, Instances("one", (_used(0), _goal({"x": HERE}))))
    assert found.found == (HERE,) and found.arguments[0].conclusion is _is(P, HERE)


def test_what_a_goal_says_to_exist_and_nobody_knows_is_no_evidence() -> None:
    spelt = Spelt((_is(P, HERE),), _any(_is(P, X), X))
    with pytest.raises(NotAPiece, match="what exists is not known: x"):
        evidence(spelt, Instances("none", (_used(0),)))


def test_what_a_hypothesis_says_to_exist_is_its_witness() -> None:
    spelt = Spelt((_any(_is(P, X), X), _all(_implies(_is(P, Y), _is(Q, HERE)), Y)), _is(Q, HERE))
    witness = Witness("hypothesis 0", 0, "x", {}, variable("x~1", THING))
    used = (_used(0), _used(1, {"y": witness.term}))
    found = evidence(spelt, Instances("witness", used, (witness,)))
    assert found.witnesses == (witness,)
    assert [u.statement for u in found.arguments[0].used] == [
        _is(P, witness.term),
        _implies(_is(P, witness.term), _is(Q, HERE)),
    ]
