"""Attacks that scripts tell: played, not believed, and of the very part that is dropped."""

import pytest
from halls import LOCKERS, written

from septum.engines.minimal.parts import Part, less, parts_of
from septum.engines.told import told_attack
from septum.spec.model import Model

PLACE = "    @example\n    def a_locker_is_used"
SCRIPT = """    @example(without="put.NOT_YOURS", leak=True)
    def another_fills_it(self, alice: Guest, bob: Guest, mine: Locker, thing: Thing, gift: Thing) -> None:
        self.assign(alice, mine)
        self.next_turn({who})
        self.put({who}, mine, thing)

"""


def lockers(who: str) -> Model:
    return written(LOCKERS, (PLACE, SCRIPT.format(who=who) + PLACE))


def part(model: Model, identifier: str) -> Part:
    return next(found for found in parts_of(model) if found.identifier == identifier)


def test_the_attack_of_a_script_is_taken_with_its_fall() -> None:
    model = lockers("bob")
    dropped = part(model, "put.NOT_YOURS")
    attack = told_attack(model, less(model, dropped), model.examples, dropped.identifier)
    assert attack is not None and attack.replayed
    assert attack.fall.entry == "inside_own_lockers(alice, mine)"
    assert [m.first.step for m in attack.moments if m.first is not None][-1] == "put"
    assert any(event.loosened for m in attack.moments for event in (m.first, m.second) if event is not None)


def test_a_script_that_harms_nobody_is_no_attack_whatever_it_claims() -> None:
    model = lockers("alice")
    dropped = part(model, "put.NOT_YOURS")
    assert told_attack(model, less(model, dropped), model.examples, dropped.identifier) is None


@pytest.mark.parametrize("others", [("assign.OWNED",), ("put.NOT_YOURS", "assign.OWNED"), ()])
def test_a_script_tells_of_just_what_it_is_without(others: tuple[str, ...]) -> None:
    model = lockers("bob")
    dropped = [part(model, name) for name in others]
    weak = less(model, part(model, "put.NOT_YOURS"))
    assert told_attack(model, weak, model.examples, *(d.identifier for d in dropped)) is None


def test_where_the_guard_still_stands_its_script_tells_nothing() -> None:
    model = lockers("bob")
    assert told_attack(model, model, model.examples, "put.NOT_YOURS") is None
