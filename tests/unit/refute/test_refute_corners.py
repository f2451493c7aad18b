"""Corners of the language: conditional updates, later updates, news to oneself, visibility alone."""

from pathlib import Path

import pytest
from attrs import evolve

from septum.engines.refute.hints import Failing, Hints
from septum.engines.refute.reach import reach
from septum.engines.refute.search import search
from septum.spec.load import load_profile
from septum.spec.model import ExampleCall, Model


@pytest.fixture(scope="module")
def corners() -> Model:
    return load_profile(str(Path(__file__).parent / "profiles" / "corners.py"))


@pytest.mark.parametrize("name", ["the_last_write_wins", "only_what_is_marked_is_filled"])
def test_runs_that_depend_on_the_order_and_conditions_of_updates_are_found(corners: Model, name: str) -> None:
    example = next(e for e in corners.examples if e.name == name)
    effects = reach(corners, example)
    assert effects is not None and effects[-1].step == "look"


def test_what_a_condition_excludes_is_not_written(corners: Model) -> None:
    """Nothing is marked, so nothing is filled: no run returns the word."""
    example = next(e for e in corners.examples if e.name == "only_what_is_marked_is_filled")
    last = example.script[-1]
    assert isinstance(last, ExampleCall)
    word = next(p for p in example.parameters if p.name == "word")
    assert reach(corners, evolve(example, script=(*example.script[:-1], evolve(last, result=word)))) is None


def test_news_to_oneself_are_no_input(corners: Model) -> None:
    attack = search(corners, corners, Hints((Failing("o_reply", "Guest", "peek"),), exact=True))
    assert attack is not None
    assert (attack.fall.property, len(attack.moments), attack.fall.entry) == ("read", 1, "peek(alice, box0)")


def test_to_see_or_not_to_see_is_a_difference(corners: Model) -> None:
    """What becomes visible has the same value always; that it became visible is what changed."""
    attack = search(corners, corners, Hints((Failing("o_write", "Guest", "flag"),), exact=True))
    assert attack is not None
    assert (attack.fall.first, attack.fall.second, len(attack.moments)) == ("not visible", "1", 1)
    assert attack.instance["Word"] == ("0", "1")  # not only found where there is a third word
    assert (attack.fall.source, attack.fall.victim) == ("alice", "bob")
