"""Refutations that are spoiled, and engines that are wrong on purpose: each is noticed."""

from collections.abc import Iterator, Sequence

import pytest
from attrs import evolve
from ground_problems import IMPOSSIBLE, LIT, RED, A, B, C, applied, equal, no, said
from second_opinion import can_hold, mistakes

from septum.engines.certify.ground import closure, conflicts, refute, statements
from septum.engines.certify.ground.refute import NotRefuted
from septum.logic.terms import Operator, Term
from septum.obligations.refutation import Leaf, Refutation, Split


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
