"""Attacks as a person reads them, line by line."""

from pathlib import Path

import pytest
from attrs import evolve

from septum.engines.refute.hints import Failing, Hints
from septum.engines.refute.search import search
from septum.report.attack import render_attack
from septum.report.layout import WIDTH
from septum.spec.load import load_profile
from septum.spec.model import Model, without


@pytest.fixture
def lending(monkeypatch: pytest.MonkeyPatch) -> Model:
    monkeypatch.chdir(Path(__file__).parent)
    return load_profile("profiles/lending.py")


def text_of(model: Model, dropped: str, hints: Hints) -> list[str]:
    attack = search(without(model, dropped), model, hints)
    assert attack is not None
    return render_attack(attack, model)


def test_one_run_shows_who_did_what_and_what_changed(lending: Model) -> None:
    assert text_of(lending, "scrub.LENT", Hints((Failing("o_write"),))) == [
        "attack        4 steps, shortest, replayed",
        "  1    manager  scrub(f0)                 contents(f0): 1 → 0; clean: + f0",
        "  2    manager  give(alice, f0)           lent: + f0; clean: − f0",
        "  3    alice    store(f0, 1)              contents(f0): 0 → 1",
        "  4 *  manager  scrub(f0)                 contents(f0): 1 → 0; clean: + f0",
        "  falls at 4  write: alice's view changed without any input to alice",
        "              profiles/lending.py:112  content_of_own_frames(alice, f0): 1 → 0",
    ]


def test_two_runs_stand_side_by_side_with_the_difference_at_the_start(lending: Model) -> None:
    assert text_of(lending, "give.DIRTY", Hints((Failing("o_told"),))) == [
        "attack        two runs, 1 step, shortest, replayed",
        "       run A                                run B",
        "  0    contents(f0): 0                    ≠ contents(f0): 1",
        "  1 *  manager give(alice, f0)            =",
        "  falls at 1  read: alice's inputs were the same, the views differ",
        "              profiles/lending.py:112  content_of_own_frames(alice, f0): 0 ≠ 1",
    ]


def test_a_run_that_does_nothing_at_a_moment_has_a_dash(lending: Model) -> None:
    lines = text_of(lending, "give.DIRTY", Hints((Failing("o_told"),), same_start=True))
    assert lines[2:4] == [
        "  1    -                                  ≠ manager scrub(f0)",
        "  2 *  manager give(alice, f0)            =",
    ]


def test_answers_stand_behind_the_request(lending: Model) -> None:
    lines = text_of(lending, "load.NOT_YOURS", Hints((Failing("o_reply"),)))
    assert lines[3:5] == [
        "  1 *  alice load(f0): 0                  ≠ alice load(f0): 1",
        "  falls at 1  read: alice's request returns different values",
    ]


def test_a_stated_property_has_no_two_values(lending: Model) -> None:
    hints = Hints((Failing("o_inv", entry="lent_frames_are_not_clean"),))
    assert text_of(lending, "scrub.LENT", hints)[-2:] == [
        "  falls at 3  lent_frames_are_not_clean: a stated property fails",
        "              profiles/lending.py:119  lent_frames_are_not_clean(f0)",
    ]


@pytest.mark.parametrize(
    ("dropped", "clause"),
    [("take_back.NOT_INVALIDATED", "o_write"), ("gpu_load.FAULT", "o_status"), ("map_page.NOT_OWNER", "o_write")],
)
def test_no_line_is_wider_than_the_page_and_no_name_is_broken(dropped: str, clause: str) -> None:
    small = load_profile(str(Path(__file__).parents[2] / "models" / "small" / "small.py"))
    attack = search(without(small, dropped), small, Hints((Failing(clause, "Guest"),)))
    assert attack is not None
    lines = render_attack(attack, small)
    assert all(len(line) <= WIDTH for line in lines)
    assert lines == [line.rstrip() for line in lines]
    words = set(" ".join(lines).replace("(", " ").replace(")", " ").replace(",", " ").split())
    for moment in attack.moments:
        for event in (moment.first, moment.second):
            if event is not None and moment.first != moment.second:
                assert event.step in words


def test_an_attack_that_may_not_be_shortest_does_not_say_so(lending: Model) -> None:
    attack = search(without(lending, "give.GIVEN"), lending, Hints((Failing("o_write"),)))
    assert attack is not None
    assert render_attack(attack, lending)[0] == "attack        2 steps, shortest, replayed"
    assert render_attack(evolve(attack, shortest=False), lending)[0] == "attack        2 steps, replayed"
