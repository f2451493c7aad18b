"""Refutations of ground statements: found for all that cannot hold together and for nothing else, and right."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

import pytest
from attrs import evolve
from ground_problems import (
    COLOUR,
    COLOURED,
    LIT,
    NEXT,
    OF_COLOUR,
    SWITCH,
    THING,
    WHERE,
    applied,
    can_hold,
    clause_can_hold,
    conditional,
    equal,
    member,
    mistakes,
    no,
    random_problem,
    said,
    variable,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from septum.engines.certify.ground import closure, conflicts, refute, statements
from septum.engines.certify.ground.refute import NotRefuted
from septum.logic.sorts import BOOLEAN
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.obligations.refutation import Leaf, Refutation, Split, Tree

A, B, C = (variable(name, THING) for name in "abc")
HUE, TINT = variable("a", COLOUR), variable("b", COLOUR)
RED, GREEN, BLUE = (member(COLOUR, name) for name in COLOUR.members)

IMPOSSIBLE = {
    "a statement that is false": [FALSE],
    "a statement and its denial": [applied(LIT, A, RED), no(applied(LIT, A, RED))],
    "equal for some, and equal for others": [equal(A, B), equal(B, C), no(equal(C, A))],
    "a function of equals": [equal(A, B), no(equal(applied(NEXT, applied(NEXT, A)), applied(NEXT, applied(NEXT, B))))],
    "a relation of equals": [equal(A, B), applied(LIT, applied(NEXT, A), RED), no(applied(LIT, applied(NEXT, B), RED))],
    "a thing of two colours": [equal(applied(COLOURED, A), RED), equal(B, A), equal(applied(COLOURED, B), BLUE)],
    "a thing of no colour": [no(equal(HUE, RED)), no(equal(BLUE, HUE)), no(equal(HUE, GREEN))],
    "three things of two states": [
        no(equal(*pair)) for pair in combinations([variable(name, SWITCH) for name in "abc"], 2)
    ],
    "what holds of every colour": [*(applied(LIT, A, m) for m in (RED, GREEN, BLUE)), no(applied(LIT, A, HUE))],
    "functions of unknown colours": [
        *(equal(applied(OF_COLOUR, c, member(SWITCH, s)), A) for c in (RED, GREEN, BLUE) for s in SWITCH.members),
        no(equal(applied(OF_COLOUR, HUE, variable("b", SWITCH)), A)),
    ],
    "a conditional": [
        equal(conditional(equal(A, B), A, C), B),
        equal(A, B),
        no(equal(applied(WHERE, conditional(equal(A, B), B, C)), applied(WHERE, A))),
    ],
    "conditionals in conditionals": [
        no(equal(conditional(equal(A, conditional(applied(LIT, A, RED), A, A)), B, C), B)),
    ],
    "an equivalence": [
        equal(applied(LIT, A, RED), no(equal(A, B))),
        equal(A, B),
        applied(LIT, B, RED),
    ],
    "a truth value": [variable("flag", BOOLEAN), equal(variable("flag", BOOLEAN), FALSE)],
    "what a state says of another": [applied(LIT, A, RED, state="t"), no(applied(LIT, A, RED, state="t")), TRUE],
}


@pytest.mark.parametrize("problem", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_cannot_hold_together_is_refuted(problem: list[Term]) -> None:
    assert not can_hold(problem)
    assert mistakes(problem, refute.refute(problem)) == []


POSSIBLE = {
    "nothing": [],
    "two states": [applied(LIT, A, RED, state="s"), no(applied(LIT, A, RED, state="t"))],
    "a function of different things": [no(equal(A, B)), equal(applied(NEXT, A), applied(NEXT, B))],
    "one colour is left": [no(equal(HUE, RED)), no(equal(HUE, GREEN)), equal(HUE, TINT)],
    "a conditional": [no(equal(conditional(equal(A, B), A, C), A))],
    "three things of three colours": [no(equal(*pair)) for pair in combinations((HUE, TINT, RED), 2)],
}


@pytest.mark.parametrize("problem", POSSIBLE.values(), ids=POSSIBLE)
def test_what_can_hold_together_is_not_refuted(problem: list[Term]) -> None:
    assert can_hold(problem)
    with pytest.raises(NotRefuted, match="can hold together"):
        refute.refute(problem)


@settings(max_examples=120)
@given(st.randoms(use_true_random=False))
def test_just_what_a_solver_finds_impossible_is_refuted(random: Random) -> None:
    problem = random_problem(random)
    if can_hold(problem):
        with pytest.raises(NotRefuted):
            refute.refute(problem)
        return
    found = refute.refute(problem)
    assert mistakes(problem, found) == []
    assert _unused(found, len(problem)) == []
    for clause in found.clauses[:2]:
        for left in range(len(clause)):
            assert clause_can_hold([*clause[:left], *clause[left + 1 :]]), "a literal can be left out"


def _unused(found: Refutation, statements: int) -> list[str]:
    """Conditionals and clauses of which no leaf speaks."""
    numbers = {leaf.number for leaf in _leaves(found.tree)}
    start = statements + 2 * len(found.conditionals)
    pairs = [{statements + 2 * place, statements + 2 * place + 1} for place in range(len(found.conditionals))]
    unused = [f"conditional {place}" for place, pair in enumerate(pairs) if not numbers & pair]
    return unused + [f"clause {n}" for n in range(len(found.clauses)) if start + n not in numbers]


def test_a_limit_of_cases_is_kept() -> None:
    with pytest.raises(NotRefuted, match="too many cases"):
        refute.refute(IMPOSSIBLE["functions of unknown colours"], most=3)


def test_the_same_statements_have_the_same_refutation() -> None:
    for problem in IMPOSSIBLE.values():
        assert refute.refute(problem) == refute.refute(list(problem))


# -- refutations and engines that are wrong


def _leaves(tree: Tree) -> Iterator[Leaf]:
    if isinstance(tree, Leaf):
        yield tree
    else:
        yield from _leaves(tree.holds)
        yield from _leaves(tree.fails)


def _spoiled(found: Refutation) -> Iterator[tuple[str, Refutation]]:
    tree = found.tree
    if isinstance(tree, Split):
        yield "cases exchanged", evolve(found, tree=Split(tree.atom, tree.fails, tree.holds))
        yield "a case left out", evolve(found, tree=tree.holds)
    for number, clause in enumerate(found.clauses):
        less = (*found.clauses[:number], clause[1:], *found.clauses[number + 1 :])
        yield "a literal left out", evolve(found, clauses=less)
        (atom, holds), *rest = clause
        turned = (*found.clauses[:number], ((atom, not holds), *rest), *found.clauses[number + 1 :])
        yield "a literal turned round", evolve(found, clauses=turned)
    yield "no such statement", evolve(found, tree=Leaf(1000))


@pytest.mark.parametrize("problem", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_spoiled_refutation_is_noticed(problem: list[Term]) -> None:
    for how, spoiled in _spoiled(refute.refute(problem)):
        assert mistakes(problem, spoiled), how


def test_without_congruence_less_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closure.Closure, "_close", lambda *_: None)
    with pytest.raises(NotRefuted):
        refute.refute(IMPOSSIBLE["a function of equals"])


def test_without_the_members_of_an_enumeration_less_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closure.Closure, "spent", lambda _: None)
    with pytest.raises((NotRefuted, IndexError)):
        refute.refute(IMPOSSIBLE["a thing of no colour"])


def test_conflicts_made_up_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def made_up(atoms: object, chosen: Sequence[int], known: object) -> int:
        return sum(1 << atom for atom in chosen)

    monkeypatch.setattr(refute, "contradiction", made_up)
    problem = IMPOSSIBLE["a relation of equals"]
    try:
        found = refute.refute(problem)
    except (NotRefuted, AssertionError, IndexError, ValueError):
        return
    assert mistakes(problem, found)


def test_truth_values_read_wrongly_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    right = statements.value

    def wrong(statement: statements.Statement, known: statements.Known) -> bool | None:
        if isinstance(statement, tuple) and statement[0] is Operator.OR:
            return right((Operator.AND, statement[1]), known)
        return right(statement, known)

    monkeypatch.setattr(refute, "value", wrong)
    problem = [said(Operator.OR, equal(A, B), equal(B, C)), no(equal(A, B)), equal(B, C), applied(LIT, A, RED)]
    assert can_hold(problem)
    assert mistakes(problem, refute.refute(problem))


def test_a_clause_that_is_possible_is_noticed() -> None:
    assert not conflicts.contradicts([(equal(A, B), True), (equal(B, C), False)])
    found = Refutation((), (((equal(A, B), True), (equal(B, C), False)),), Leaf(0))
    assert mistakes([], found) == ["clause 0 is possible", "statement 0 is not false"]
