"""Refutations of ground statements: found for all that cannot hold together and for nothing else, and right."""

from itertools import combinations
from random import Random

import pytest
from ground_problems import (
    GREEN,
    HUE,
    IMPOSSIBLE,
    LIT,
    NEXT,
    RED,
    TINT,
    A,
    B,
    C,
    applied,
    conditional,
    equal,
    no,
    random_problem,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from second_opinion import can_hold, clause_can_hold, leaves, mistakes

from septum.engines.certify.ground import refute
from septum.engines.certify.ground.refute import NotRefuted
from septum.logic.terms import Term
from septum.obligations.refutation import Refutation


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
    numbers = {leaf.number for leaf in leaves(found.tree)}
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
