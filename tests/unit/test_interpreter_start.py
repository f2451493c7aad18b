"""Instances and initial states: found, or refused with the reason."""

import pytest
from attrs import evolve
from lending import CONTENTS, FRAMES, LENT, MODEL, ZERO, at

from septum.interpreter import Instance, Machine
from septum.logic import FALSE
from septum.logic.build import apply, equal, negate
from septum.spec.model import Fact, FactKind

_INSTANCE = Instance(
    {"Guest": ("alice", "bob"), "Frame": ("f0", "f1", "f2"), "Word": ("zero", "seven")},
    {"Lending.broken": {("f2",): True}},
)


def test_an_initial_state_satisfies_the_initial_facts() -> None:
    something = negate(equal(apply(CONTENTS, [FRAMES]), apply(ZERO, [])))
    facts = (
        Fact("all_seven", "Lending", FactKind.INITIALLY, (FRAMES,), something, at(1)),
        Fact("all_lent", "Lending", FactKind.INITIALLY, (FRAMES,), apply(LENT, [FRAMES]), at(2)),
    )
    machine = Machine(evolve(MODEL, initially=facts), _INSTANCE)
    state = machine.initial()
    assert not machine.check(state, facts) and len(machine.entries(state, "Lending.lent")) == 3
    with pytest.raises(ValueError, match=r"no initial state was found: all_lent\(frame=f1\)"):
        machine.initial({"Lending.lent": {("f1",): False}})
    impossible = Fact("never", "Lending", FactKind.INITIALLY, (), FALSE, at(3))
    with pytest.raises(ValueError, match="never"):
        Machine(evolve(MODEL, initially=(impossible,)), _INSTANCE).initial()


def test_every_fault_of_an_instance_is_named_at_once() -> None:
    with pytest.raises(ValueError) as caught:
        Machine(MODEL, Instance({"Gust": ("a",), "Guest": ("a", "a"), "Frame": ("f",)}))
    assert str(caught.value).splitlines() == [
        "there is no sort `Gust`: did you mean `Guest`?",
        "sort `Guest` has the element `a` twice",
        "sort `Word` has no element: give it one at least",
    ]
    with pytest.raises(ValueError, match=r"no constant `Lending\.brokn`: did you mean `Lending\.broken`"):
        Machine(MODEL, evolve(_INSTANCE, constants={"Lending.brokn": {}}))
    with pytest.raises(ValueError, match=r"constant `Lending\.broken`: 'f9' is not a Frame"):
        Machine(MODEL, evolve(_INSTANCE, constants={"Lending.broken": {("f9",): True}}))
