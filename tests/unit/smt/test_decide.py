"""Queries that were decided wrongly once, or could be."""

from itertools import pairwise

import pytest

from septum.logic import BOOLEAN, FALSE, Sort, SortKind, Symbol, Term
from septum.logic.build import apply, conjunction, equal, exists, forall, implies, negate, variable
from septum.logic.sorts import set_of
from septum.logic.terms import Operator, make
from septum.logic.walk import expand_enumerations
from septum.obligations.lower import lower
from septum.smt.decide import decide
from septum.smt.query import Answer, Options, Premise, Query

GUEST = Sort("Guest")
RIGHT = Sort("Right", SortKind.ENUMERATION, ("READ", "WRITE"))
MARKED = Symbol("Core.marked", (GUEST,))
X, B = variable("x", GUEST), variable("b", BOOLEAN)


def answer(goal: Term, *premises: Term, options: Options | None = None) -> Answer:
    named = tuple(Premise("same name", p) for p in premises)
    return decide(Query(named, goal), options or Options()).answer


def test_witnesses_of_two_statements_of_one_name_are_different() -> None:
    marked = apply(MARKED, [X], "s")
    assert answer(FALSE, exists([X], marked), exists([X], negate(marked))) is Answer.FAILS


def test_a_countermodel_says_which_boolean_constants_are_true() -> None:
    decision = decide(Query((Premise("it is", B),), FALSE), Options())
    assert decision.answer is Answer.FAILS and decision.structure is not None
    assert decision.structure.constants == {"b:Boolean": True}


def test_a_boolean_constant_under_a_quantifier_is_the_one_outside() -> None:
    premise = forall([X], implies(B, apply(MARKED, [X], "s")))
    assert answer(forall([X], apply(MARKED, [X], "s")), premise, B) is Answer.FOLLOWS
    assert answer(forall([X], apply(MARKED, [X], "s")), premise) is Answer.FAILS


@pytest.mark.parametrize("sort", [BOOLEAN, RIGHT, set_of(RIGHT)])
def test_a_quantifier_over_finitely_many_values_is_spelled_out(sort: Sort) -> None:
    one, two = variable("one", sort), variable("two", sort)
    different = exists([one, two], negate(make(Operator.EQUAL, BOOLEAN, (one, two))))
    alike = forall([one, two], make(Operator.EQUAL, BOOLEAN, (one, two)))
    assert not expand_enumerations(different).bound
    assert answer(lower(different)) is Answer.FOLLOWS
    assert answer(lower(alike)) is Answer.FAILS


def test_a_member_of_an_enumeration_is_one_of_its_members() -> None:
    values = [variable(f"v{i}", RIGHT) for i in range(3)]
    pigeons = conjunction(*(negate(equal(a, b)) for a, b in (*pairwise(values), (values[0], values[2]))))
    assert answer(negate(pigeons)) is Answer.FOLLOWS
    three = Sort("Right", SortKind.ENUMERATION, ("READ", "WRITE", "EXECUTE"))
    values = [variable(f"v{i}", three) for i in range(3)]
    pigeons = conjunction(*(negate(equal(a, b)) for a, b in (*pairwise(values), (values[0], values[2]))))
    assert answer(negate(pigeons)) is Answer.FAILS


def test_triggers_leave_room_for_countermodels() -> None:
    """Matching alone would make every instance of a transitive relation over many things."""
    below = Symbol("Core.below", (GUEST, GUEST))
    x, y, z = (variable(n, GUEST) for n in "xyz")
    transitive = forall(
        [x, y, z],
        implies(conjunction(apply(below, [x, y], "s"), apply(below, [y, z], "s")), apply(below, [x, z], "s")),
    )
    things = [variable(f"c{i}", GUEST) for i in range(14)]
    facts = [apply(below, [a, b], "s") for a, b in pairwise(things)]
    options = Options(instances=400, solvers=("z3",))
    assert answer(apply(below, [things[0], things[3]], "s"), transitive, *facts, options=options) is Answer.FOLLOWS
    assert answer(apply(below, [things[3], things[0]], "s"), transitive, *facts, options=options) is Answer.FAILS


def test_one_unit_of_resources_decides_nothing() -> None:
    things = [variable(f"c{i}", GUEST) for i in range(6)]
    marked = [apply(MARKED, [t], "s") for t in things]
    statement = conjunction(*(equal(a, negate(b)) for a, b in zip(marked, (*marked[1:], marked[0]), strict=True)))
    loop = conjunction(*(negate(equal(a, b)) for a, b in pairwise(things)))
    for independent in (False, True):
        options = Options(resources=1, independent=independent)
        assert answer(negate(conjunction(statement, loop, exists([X], apply(MARKED, [X], "s")))), options=options) in (
            Answer.BUDGET,
            Answer.UNKNOWN,
        )


def test_no_solver_named_is_no_answer() -> None:
    assert decide(Query((), FALSE), Options(solvers=(), independent=True)).answer is Answer.UNKNOWN


def test_what_no_solver_can_read_is_an_error() -> None:
    rights = variable("rights", set_of(RIGHT))
    contains = make(Operator.CONTAINS, BOOLEAN, (rights, variable("right", RIGHT)))
    for independent in (False, True):
        assert answer(contains, options=Options(independent=independent)) is Answer.ERROR


def test_a_statement_with_too_many_cases_is_out_of_budget_and_not_endless() -> None:
    """Fourteen variables over five things: six thousand million cases, none of them false."""
    things = [variable(f"c{i}", GUEST) for i in range(5)]
    apart = [negate(equal(a, b)) for i, a in enumerate(things) for b in things[:i]]
    below, above = (Symbol(name, (GUEST,) * 14) for name in ("Core.below", "Core.above"))
    places = [variable(f"x{i}", GUEST) for i in range(14)]
    everywhere = forall(places, implies(apply(below, places, "s"), apply(above, places, "s")))
    options = Options(solvers=("z3",))
    # Where nothing is below, nothing need be looked at.
    assert answer(FALSE, *apart, everywhere, options=options) is Answer.FAILS
    once = apply(below, things[:1] * 14, "s")
    assert answer(FALSE, *apart, once, everywhere, options=options) is Answer.BUDGET
    more = [variable(f"x{i}", GUEST) for i in range(25)]
    wide = Symbol("Core.wide", (GUEST,) * 25)
    assert answer(FALSE, forall(more, apply(wide, more, "s")), options=options) is Answer.BUDGET
