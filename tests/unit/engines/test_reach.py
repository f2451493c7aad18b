"""The parts of the second statement: matching, knowledge, definitions, and taints as the interpreter runs them."""

from pathlib import Path

import pytest

from septum.engines.reach.clauses import clause, counterpart, reach_property
from septum.engines.reach.define import Defined, Definer, Undefined
from septum.engines.reach.define import Path as Supposed
from septum.engines.reach.knowledge import Knowledge, Sight
from septum.engines.reach.matching import match, match_among
from septum.engines.reach.taint import contents_of, is_taint_fact, tainted
from septum.interpreter import Instance, Machine
from septum.logic import FALSE, TRUE, Sort, Symbol, Term
from septum.logic.build import apply, conditional, conjunction, disjunction, equal, exists, implies, negate, variable
from septum.spec.load import load_profile

EXAMPLES = Path(__file__).parents[3] / "examples"
GUEST, PAGE, FRAME, WORD = Sort("Guest"), Sort("Page"), Sort("Frame"), Sort("Word")
ME, OTHER = variable("me", GUEST), variable("other", GUEST)
P, Q, HOLE = variable("p", PAGE), variable("q", PAGE), variable("hole", PAGE)
F = variable("f", FRAME)
LENT, HOLDER = Symbol("lent", (PAGE,)), Symbol("holder", (PAGE,), GUEST)
BACKING, CONTENTS = Symbol("backing", (PAGE,), FRAME), Symbol("contents", (FRAME,), WORD)
KIND = Symbol("kind", (FRAME,), rigid=True)


def lent(page: Term) -> Term:
    return apply(LENT, [page], "s")


def held(page: Term, guest: Term = ME) -> Term:
    return conjunction(lent(page), equal(apply(HOLDER, [page], "s"), guest))


def backing(page: Term) -> Term:
    return apply(BACKING, [page], "s")


def contents(frame: Term) -> Term:
    return apply(CONTENTS, [frame], "s")


SIGHTS = (Sight(held(HOLE), (HOLE,), TRUE), Sight(contents(backing(HOLE)), (HOLE,), held(HOLE)))
KNOWS = Knowledge(SIGHTS, frozenset((ME, P)), frozenset((KIND,)), ())


def defined(term: Term, *true: Term, path: Supposed = ()) -> Defined | Undefined:
    """The definition, where just the claims in `true` follow."""
    return Definer(KNOWS, lambda _, goal: goal in true).define(term, path)


# --- matching


def test_a_pattern_is_matched_letter_by_letter_but_for_its_holes() -> None:
    assert match(contents(backing(HOLE)), contents(backing(P)), [HOLE], {}) == {HOLE: P}
    assert match(contents(backing(HOLE)), contents(F), [HOLE], {}) is None
    assert match(held(HOLE), conjunction(lent(P), equal(apply(HOLDER, [Q], "s"), ME)), [HOLE], {}) is None
    assert match(equal(P, HOLE), equal(Q, P), [HOLE], {}) == {HOLE: Q}
    assert match(HOLE, ME, [HOLE], {}) is None


def test_several_patterns_take_different_terms() -> None:
    found = list(match_among([lent(HOLE), lent(HOLE)], [lent(P), lent(P), lent(Q)], [HOLE], {}))
    assert all(len(used) == 2 for _, used in found)
    assert {binding[HOLE] for binding, _ in found} == {P}


# --- definitions


def test_what_is_shown_as_it_stands_needs_no_solver() -> None:
    found = defined(implies(held(P), equal(contents(backing(P)), contents(backing(P)))))
    assert isinstance(found, Defined) and not found.claims
    assert isinstance(defined(contents(backing(P)), path=(*held(P).arguments,)), Defined)


def test_what_is_hidden_from_the_observer_is_no_definition() -> None:
    assert isinstance(defined(contents(backing(P))), Undefined)
    assert isinstance(defined(held(P, OTHER)), Undefined)
    assert isinstance(defined(held(Q)), Undefined)
    assert isinstance(defined(lent(P)), Undefined)


def test_a_part_of_what_is_seen_together_is_not_known_by_itself() -> None:
    assert isinstance(defined(disjunction(lent(P), apply(KIND, [F]))), Undefined)
    assert isinstance(defined(conjunction(held(P), lent(Q))), Undefined)


def test_a_place_is_followed_where_what_lies_there_is_seen_and_not_disclosed() -> None:
    claim = conjunction(held(P), equal(contents(F), contents(backing(P))))
    found = defined(contents(F), claim)
    assert isinstance(found, Defined) and found.claims == (claim,)
    assert found.term == contents(backing(P))
    assert isinstance(defined(F, claim), Undefined)
    assert isinstance(defined(backing(P), claim), Undefined)


def test_cases_that_are_known_are_taken_apart() -> None:
    choice = conditional(apply(KIND, [F]), contents(F), contents(backing(P)))
    assert isinstance(defined(choice), Undefined)
    known = conditional(held(P), contents(backing(P)), contents(F))
    found = defined(known, FALSE)
    assert isinstance(found, Undefined) and found.term == contents(F)


def test_a_quantified_thing_is_known_where_it_is_for_anything() -> None:
    assert isinstance(defined(exists([Q], held(Q))), Defined)
    assert isinstance(defined(exists([Q], lent(Q))), Undefined)
    assert isinstance(defined(exists([Q], negate(held(Q, OTHER)))), Undefined)


# --- clauses


def test_every_clause_says_what_should_hold_and_what_may_happen() -> None:
    for stated in reach_property().clauses:
        should, _, may = stated.doc.partition("\n\n")
        assert should.endswith(".") and len(should) <= 41 and may.startswith("Otherwise ")
        assert clause(stated.name) is stated
    assert counterpart("r_decide") == "o_status" and counterpart("t_inv") is None and counterpart("o_inv") == "o_inv"
    with pytest.raises(KeyError):
        clause("o_told")


# --- taints, run


def _taint(machine: Machine, state: object, frame: str) -> tuple[object, ...]:
    eyes = [machine.read(state, "taint Allocator.contents Guest", frame, g) for g in ("alice", "bob")]  # type: ignore[arg-type]
    return (*eyes, machine.read(state, "taint Allocator.contents newborn", frame))  # type: ignore[arg-type]


def test_taints_move_with_the_data_as_the_steps_say() -> None:
    model = tainted(load_profile(str(EXAMPLES / "benign_allocator.py")))
    elements = {"Guest": ("alice", "bob"), "Page": ("page",), "Frame": ("frame",), "Word": ("zero", "secret")}
    machine = Machine(model, Instance(elements, {"Allocator.ZERO": {(): "zero"}}))
    dirty = {
        "taint Allocator.contents Guest": {("frame", "alice"): True, ("frame", "bob"): True},
        "taint Allocator.contents newborn": {("frame",): True},
    }
    state = machine.state_of(dirty)
    state = machine.perform(state, "grow", ("alice", "page")).state
    assert _taint(machine, state, "frame") == (False, False, False)
    state = machine.perform(state, "store", ("alice", "page", "secret")).state
    assert _taint(machine, state, "frame") == (False, True, True)
    assert not machine.check(state)
    state = machine.perform(state, "shrink", ("alice", "page")).state
    assert _taint(machine, state, "frame") == (False, True, True)
    state = machine.changed(state, {"Allocator.has": {("bob", "page"): True}})
    assert "content_of_own_pages" in {v.fact.name for v in machine.check(state)}


def test_a_model_without_content_has_no_taints() -> None:
    model = load_profile(str(EXAMPLES / "leaky_allocator.py"))
    assert not contents_of(model) and tainted(model) is model
    assert any(map(is_taint_fact, tainted(load_profile(str(EXAMPLES / "gossip.py"))).invariants))
