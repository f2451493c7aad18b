"""News spelt out: in one order, by what tells them apart, and never twice."""

from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from finite_structures import disagreement

from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.obligations import news
from septum.obligations.constants import constants_of, observing
from septum.obligations.events import Event
from septum.obligations.meaning import Before
from septum.obligations.propositions import NotAPiece
from septum.obligations.run import Event as Generated
from septum.obligations.spelt_news import heard, in_order, mask, news_key, same_news
from septum.spec.load import load_profile
from septum.spec.model import Model, Observer, Step

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def rooms() -> Model:
    return load_profile(str(ROOT / "tests/unit/models/rooms.py"))


def _observer(model: Model, name: str) -> Observer:
    return next(observer for observer in model.observers if observer.name == name)


def _event(step: Step, tag: str) -> Event:
    return Event(step, constants_of(step, tag, f"~{tag}"), Before(tag))


def test_steps_tell_in_one_order_of_all_news(rooms: Model) -> None:
    """Of two steps that tell the same two news, one tells them the other way round: that is nothing to hear."""
    told = {step.name: [tell.news for tell in step.tells] for step in rooms.steps}
    assert told["lend"] == ["GIVEN", "MOVED"] and told["move"] == ["LEFT", "GIVEN"]
    ordered = {step.name: [tell.news for tell in step.tells] for step in in_order(rooms).steps}
    assert ordered["lend"] == ["GIVEN", "MOVED"] and ordered["move"] == ["GIVEN", "LEFT"]


def test_an_order_changes_nothing_but_the_order(rooms: Model) -> None:
    ordered = in_order(rooms)
    assert in_order(ordered) == ordered
    for step, other in zip(rooms.steps, ordered.steps, strict=True):
        assert sorted(step.tells, key=repr) == sorted(other.tells, key=repr)
        assert evolve(step, tells=()) == evolve(other, tells=())


def test_news_are_told_apart_by_the_sorts_that_they_carry(rooms: Model) -> None:
    given = rooms.step("lend").tells[0]
    assert news_key(given) == ("GIVEN", "Room", "set[Access]")
    assert news_key(evolve(given, carries=given.carries[:1])) == ("GIVEN", "Room")


def test_each_hears_what_it_is_told(rooms: Model) -> None:
    lend = rooms.step("lend")
    assert [tell.news for tell in heard(lend, _observer(rooms, "Guest"))] == ["GIVEN"]
    assert [tell.news for tell in heard(lend, _observer(rooms, "Manager"))] == ["MOVED"]


def test_a_principal_that_is_one_hears_whenever_it_is_told(rooms: Model) -> None:
    lend, manager = rooms.step("lend"), _observer(rooms, "Manager")
    assert mask(_event(lend, "s"), lend.tells[1], manager, None) is TRUE
    quiet = evolve(lend.tells[1], where=FALSE)
    assert mask(_event(lend, "s"), quiet, manager, None) is FALSE


@pytest.mark.parametrize(
    ("first", "second"),
    [("lend", "lend"), ("lend", "move"), ("move", "move"), ("move", "give_up"), ("lend", "give_up"), ("put", "lend")],
)
@pytest.mark.parametrize("name", ["Guest", "Manager"])
def test_the_same_news_are_those_that_solvers_are_asked_about(rooms: Model, name: str, first: str, second: str) -> None:
    observer = _observer(rooms, name)
    viewer = observing(observer)
    one, other = _event(rooms.step(first), "s"), _event(rooms.step(second), "t")
    generated = news.same_news(
        Generated(one.step, "s", one.values), Generated(other.step, "t", other.values), observer, viewer
    )
    assert disagreement(same_news(one, other, observer, viewer), generated, Random(0), 200) is None


def test_other_news_than_of_the_same_name_are_not_the_same(rooms: Model) -> None:
    """One is told a room, the other a room and rights: neither may be told for the two to be heard alike."""
    guest = _observer(rooms, "Guest")
    lend = rooms.step("lend")
    given = lend.tells[0]
    less = evolve(lend, tells=(evolve(given, carries=given.carries[:1]),))
    found = same_news(_event(lend, "s"), _event(less, "t"), guest, observing(guest))
    assert found.operator is Operator.AND and [a.operator for a in found.arguments] == [Operator.NOT, Operator.NOT]


def test_the_same_news_twice_from_one_step_are_no_piece(rooms: Model) -> None:
    guest = _observer(rooms, "Guest")
    lend = rooms.step("lend")
    twice = evolve(lend, tells=(lend.tells[0], *lend.tells))
    once, again = _event(lend, "s"), _event(twice, "t")
    with pytest.raises(NotAPiece, match="lend may tell one and the same news twice"):
        same_news(once, again, guest, observing(guest))
    with pytest.raises(NotAPiece):
        same_news(again, once, guest, observing(guest))


def test_news_of_others_do_not_count(rooms: Model) -> None:
    """Who hears nothing of either hears the same."""
    manager = _observer(rooms, "Manager")
    found: Term = same_news(_event(rooms.step("move"), "s"), _event(rooms.step("give_up"), "t"), manager, None)
    assert found is TRUE and build.negate(found) is FALSE
