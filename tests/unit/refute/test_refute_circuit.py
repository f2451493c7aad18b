"""Gates mean what their names say, constants and negations included."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from septum.engines.refute.circuit import FALSE, TRUE, Circuit
from septum.smt.sat import SatAnswer, SatSolver

VARIABLES = 4
literals = st.sampled_from([TRUE, FALSE, *(sign * v for v in range(2, 2 + VARIABLES) for sign in (1, -1))])


def truth(literal: int, assignment: tuple[bool, ...]) -> bool:
    if abs(literal) == TRUE:
        return literal > 0
    return assignment[abs(literal) - 2] == (literal > 0)


def check(build: Callable[[Circuit], int], expected: Callable[[tuple[bool, ...]], bool]) -> None:
    circuit = Circuit()
    for _ in range(VARIABLES):
        circuit.fresh()
    gate = build(circuit)
    with SatSolver() as solver:
        solver.add([[TRUE], *circuit.clauses])
        for assignment in itertools.product((False, True), repeat=VARIABLES):
            assumed = [v if value else -v for v, value in enumerate(assignment, 2)]
            wanted = gate if expected(assignment) else -gate
            assert solver.solve([*assumed, wanted]) is SatAnswer.SATISFIABLE
            assert solver.solve([*assumed, -wanted]) is SatAnswer.UNSATISFIABLE


@given(st.lists(literals, max_size=4))
def test_conjunction_and_disjunction(given_: list[int]) -> None:
    check(lambda c: c.conjunction(given_), lambda a: all(truth(x, a) for x in given_))
    check(lambda c: c.disjunction(given_), lambda a: any(truth(x, a) for x in given_))


@given(literals, literals)
def test_equivalence(one: int, other: int) -> None:
    check(lambda c: c.equivalent(one, other), lambda a: truth(one, a) == truth(other, a))


@given(literals, literals, literals)
def test_choice(condition: int, first: int, second: int) -> None:
    check(
        lambda c: c.choice(condition, first, second),
        lambda a: truth(first, a) if truth(condition, a) else truth(second, a),
    )


@given(st.lists(literals, min_size=2, max_size=2), literals)
def test_selection_by_a_value_of_two_elements(options: list[int], index: int) -> None:
    check(
        lambda c: c.select((index, -index), options),
        lambda a: truth(options[0] if truth(index, a) else options[1], a),
    )


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 8])
def test_a_value_is_exactly_one_element(size: int) -> None:
    circuit = Circuit()
    value = circuit.value(size)
    with SatSolver() as solver:
        solver.add([[TRUE], *circuit.clauses])
        for index in range(size):
            assert solver.solve([value[index]]) is SatAnswer.SATISFIABLE
            assert [solver.holds(literal) for literal in value] == [i == index for i in range(size)]
        for one, other in itertools.combinations(value, 2):
            assert solver.solve([one, other]) is SatAnswer.UNSATISFIABLE
        assert solver.solve([-literal for literal in value]) is SatAnswer.UNSATISFIABLE


@pytest.mark.parametrize("sizes", [(2, 2), (3, 3), (6, 6)])
def test_values_are_the_same_if_their_elements_are(sizes: tuple[int, int]) -> None:
    circuit = Circuit()
    one, other = (circuit.value(size) for size in sizes)
    same = circuit.same(one, other)
    with SatSolver() as solver:
        solver.add([[TRUE], *circuit.clauses])
        for i, j in itertools.product(range(sizes[0]), range(sizes[1])):
            answer = SatAnswer.SATISFIABLE if i == j else SatAnswer.UNSATISFIABLE
            assert solver.solve([one[i], other[j], same]) is answer


def test_a_gate_is_made_once() -> None:
    circuit = Circuit()
    a, b = circuit.fresh(), circuit.fresh()
    assert circuit.conjunction([a, b]) == circuit.conjunction([b, a, b]) == -circuit.disjunction([-a, -b])
    assert circuit.equivalent(a, b) == -circuit.equivalent(-a, b)


def test_a_hard_question_ends_with_its_budget() -> None:
    """Nine pigeons do not fit into eight holes, and it takes a while to see."""
    pigeons, holes = 9, 8
    with SatSolver() as solver:
        solver.add([[p * holes + h + 1 for h in range(holes)] for p in range(pigeons)])
        for h in range(holes):
            solver.add([[-(p * holes + h + 1), -(q * holes + h + 1)] for p in range(pigeons) for q in range(p)])
        assert solver.solve((), 20) is SatAnswer.BUDGET
        assert 20 <= solver.conflicts < 200
        assert solver.solve() is SatAnswer.UNSATISFIABLE
