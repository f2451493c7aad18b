"""Facts are checked again where a change can matter."""

from attrs import evolve
from lending import EACH, FRAMES, GUESTS, LENT, MAY, MODEL, at

from septum.interpreter import Entry, Instance, Machine
from septum.interpreter.facts import occurrences
from septum.logic import Term
from septum.logic.build import apply, conjunction, disjunction, exists, negate
from septum.spec.model import Fact, FactKind

_INSTANCE = Instance({"Guest": ("alice", "bob"), "Frame": ("f0", "f1"), "Word": ("zero",)})


def _fact(name: str, parameters: tuple[Term, ...], body: Term) -> Fact:
    return Fact(name, "Lending", FactKind.INVARIANT, parameters, body, at(1))


_ALL_MAY = _fact("every_guest_may", (GUESTS,), exists((FRAMES, EACH), apply(MAY, [GUESTS, FRAMES, EACH])))


def test_a_place_under_an_inner_quantifier_says_nothing_of_the_parameters() -> None:
    (found,) = occurrences(_ALL_MAY)
    assert [position for position, _ in found.places] == [0]
    machine = Machine(evolve(MODEL, invariants=(_ALL_MAY,)), _INSTANCE)
    state = machine.state_of({"Lending.may": {("bob", "f0", "READ"): True}})
    taken = Entry("Lending.may", ("alice", "f1", "READ"), True, False)
    assert [v.arguments for v in machine.check_changed(state, [taken])] == [("alice",)]


def test_a_variable_that_hides_a_parameter_is_not_the_parameter() -> None:
    some_is_lent = exists((FRAMES,), apply(LENT, [FRAMES]))
    fact = _fact("hidden", (FRAMES,), conjunction(some_is_lent, disjunction(apply(LENT, [FRAMES]), some_is_lent)))
    assert [o.places for o in occurrences(fact)] == [()], "a change anywhere can matter to every instance"
    machine = Machine(evolve(MODEL, invariants=(fact,)), _INSTANCE)
    taken = Entry("Lending.lent", ("f1",), True, False)
    assert [v.arguments for v in machine.check_changed(machine.initial(), [taken])] == [("f0",), ("f1",)]


def test_a_symbol_that_the_fact_does_not_read_is_never_looked_at() -> None:
    fact = _fact("not_lent", (FRAMES,), negate(apply(LENT, [FRAMES])))
    machine = Machine(evolve(MODEL, invariants=(fact,)), _INSTANCE)
    broken = machine.state_of({"Lending.lent": {("f0",): True}})
    assert machine.check(broken)
    assert not machine.check_changed(broken, [Entry("Lending.holder", ("f0",), "alice", "bob")])
