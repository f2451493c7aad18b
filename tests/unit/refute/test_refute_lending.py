"""Attacks on a model so small that their shortest length can be found with a pencil."""

from pathlib import Path

import pytest
from attrs import evolve

from septum.engines.refute import double, prepare
from septum.engines.refute.hints import Budget, Failing, Hints
from septum.engines.refute.link import Link, compile_link
from septum.engines.refute.play import NotReplayedError
from septum.engines.refute.reach import reach
from septum.engines.refute.search import break_fact, search
from septum.engines.results import Attack
from septum.spec.load import load_profile
from septum.spec.model import Model, without

PROFILE = Path(__file__).parent / "profiles" / "lending.py"


@pytest.fixture(scope="module")
def lending() -> Model:
    return load_profile(str(PROFILE))


def attack_without(model: Model, *dropped: str, hints: Hints | None = None) -> Attack:
    found = search(without(model, *dropped), model, hints)
    assert found is not None
    assert found.replayed
    return found


def steps_of(attack: Attack) -> list[str]:
    return [m.first.step if m.first is not None else "-" for m in attack.moments]


def test_an_intact_model_has_no_attack(lending: Model) -> None:
    assert search(lending, lending, budget=Budget(single=8, double=7, birth=4)) is None


@pytest.mark.parametrize("clause", ["o_start", "o_write", "o_birth", "o_told", "o_own", "o_reply", "o_status"])
def test_an_intact_model_has_no_attack_of_any_kind(lending: Model, clause: str) -> None:
    hints = Hints((Failing(clause, "Guest"),), exact=True)
    assert search(lending, lending, hints, Budget(single=8, double=6, birth=4)) is None


@pytest.mark.parametrize(
    ("dropped", "property_", "steps"),
    [
        (("give.DIRTY",), "read", ["give"]),
        (("give.DIRTY", "give.LENT"), "write", ["give", "give"]),
        (("give.GIVEN",), "write", ["scrub", "give"]),
        (("take.TAKEN",), "write", ["scrub", "give", "take"]),
        (("scrub.LENT",), "write", ["scrub", "give", "store", "scrub"]),
        (("store.NOT_YOURS",), "write", ["scrub", "give", "store"]),
        (("load.NOT_YOURS",), "read", ["load"]),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else None,
)
def test_the_shortest_attack_is_found(
    lending: Model, dropped: tuple[str, ...], property_: str, steps: list[str]
) -> None:
    clause = {"write": "o_write", "read": "o_reply" if "load.NOT_YOURS" in dropped else "o_told"}[property_]
    attack = attack_without(lending, *dropped, hints=Hints((Failing(clause),)))
    assert (attack.fall.property, steps_of(attack)) == (property_, steps)
    assert attack.shortest
    assert attack.fall.moment == len(steps)


def test_a_guard_behind_which_another_stands_has_no_attack(lending: Model) -> None:
    assert search(without(lending, "give.LENT"), lending, budget=Budget(single=8, double=6, birth=3)) is None


def test_the_moment_that_the_dropped_guard_would_have_stopped_is_marked(lending: Model) -> None:
    attack = attack_without(lending, "scrub.LENT", hints=Hints((Failing("o_write"),)))
    assert [m.first is not None and m.first.loosened for m in attack.moments] == [False, False, False, True]


def test_a_missing_tell_marks_the_step_that_is_silent(lending: Model) -> None:
    attack = attack_without(lending, "take.TAKEN", hints=Hints((Failing("o_write"),)))
    assert [m.first is not None and m.first.loosened for m in attack.moments] == [False, False, True]


def test_names_come_in_the_order_of_mention_and_the_victim_is_named(lending: Model) -> None:
    attack = attack_without(lending, "store.NOT_YOURS", hints=Hints((Failing("o_write"),)))
    last = attack.moments[-1].first
    assert last is not None
    assert (attack.fall.victim, attack.fall.source, last.actor) == ("alice", "bob", "bob")
    assert last.arguments == (("guest", "bob"), ("frame", "f0"), ("word", "1"))
    assert attack.fall.entry == "content_of_own_frames(alice, f0)"
    assert (attack.fall.first, attack.fall.second) == ("0", "1")
    assert attack.instance["Guest"] == ("alice", "bob")


def test_runs_that_start_alike_need_another_guest_s_secret(lending: Model) -> None:
    """Without secrets at the start somebody must first put one there."""
    hints = Hints((Failing("o_told"),), same_start=True)
    attack = attack_without(lending, "give.DIRTY", hints=hints)
    assert attack.start == ()
    assert attack.two_runs and attack.fall.property == "read"
    different = [m for m in attack.moments if m.first != m.second]
    assert any(e is not None and e.step in ("store", "scrub") for m in different for e in (m.first, m.second))


def test_what_differs_at_the_start_is_said(lending: Model) -> None:
    attack = attack_without(lending, "give.DIRTY", hints=Hints((Failing("o_told"),)))
    assert [(c.text, c.before, c.after) for c in attack.start] in (
        [("contents(f0)", "0", "1")],
        [("contents(f0)", "1", "0")],
    )


def test_the_shortest_run_that_breaks_an_invariant(lending: Model) -> None:
    weak = without(lending, "scrub.LENT")
    attack = break_fact(weak, lending, ["lent_frames_are_not_clean"])
    assert attack is not None
    assert steps_of(attack) == ["scrub", "give", "scrub"]
    assert attack.broken == (("lent_frames_are_not_clean", 3),)
    assert break_fact(lending, lending, ["lent_frames_are_not_clean"], Budget(single=7)) is None
    with pytest.raises(KeyError, match="no_such_invariant"):
        break_fact(weak, lending, ["no_such_invariant"])


def test_a_stated_property_that_alone_fails_is_an_attack(lending: Model) -> None:
    hints = Hints((Failing("o_inv", entry="lent_frames_are_not_clean"),))
    attack = attack_without(lending, "scrub.LENT", hints=hints)
    assert (attack.fall.property, len(attack.moments)) == ("lent_frames_are_not_clean", 3)


def test_exact_attacks_end_with_the_step_of_the_failing_condition(lending: Model) -> None:
    weak = without(lending, "store.NOT_YOURS", "scrub.LENT")
    for step, length in (("store", 3), ("scrub", 4)):
        attack = search(weak, lending, Hints((Failing("o_write", "Guest", step),), exact=True))
        assert attack is not None
        assert (steps_of(attack)[-1], len(attack.moments)) == (step, length)
    assert search(weak, lending, Hints((Failing("o_write", "Guest", "load"),), exact=True), Budget(single=6)) is None


def test_a_search_without_the_link_between_runs_is_noticed(lending: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """The interpreter refuses runs with different inputs: an engine that forgets them shows nothing."""

    def forgetful(*arguments: object) -> Link:
        link = compile_link(*arguments)  # type: ignore[arg-type]
        link.circuit.clauses[:] = [c for c in link.circuit.clauses if -link.linked not in c or link.statuses in c]
        return link

    monkeypatch.setattr(prepare, "compile_link", forgetful)
    with pytest.raises(NotReplayedError, match=r"inputs of alice differ|starts do not look the same"):
        search(lending, lending, Hints((Failing("o_told"),)))


def test_a_search_that_lets_views_differ_at_the_start_is_noticed(
    lending: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = without(lending, "give.LENT")
    initial = tuple(f for f in model.initially if f.name != "nothing_is_lent")
    model = evolve(model, initially=initial)
    original = double.DoubleSearch._look

    def careless(self: double.DoubleSearch, table: object = None) -> None:
        goal = self.goal
        if table is None:
            self.goal = evolve(goal, kind=double.GoalKind.BIRTH)
        original(self, table)  # type: ignore[arg-type]
        self.goal = goal

    monkeypatch.setattr(double.DoubleSearch, "_look", careless)
    with pytest.raises(NotReplayedError, match="the starts do not look the same"):
        search(model, model, Hints((Failing("o_own"),), exact=True))


@pytest.mark.parametrize("name", ["a_frame_goes_round", "a_secret_is_left"])
def test_the_search_finds_the_run_of_an_example(lending: Model, name: str) -> None:
    example = next(e for e in lending.examples if e.name == name)
    effects = reach(lending, example)
    assert effects is not None
    assert [e.step for e in effects][-1] == "load"
    assert effects[-1].arguments == ("bob", "frame")
    assert effects[-1].returned == ("zero" if name == "a_frame_goes_round" else "secret")


def test_an_example_that_cannot_end_so_is_not_found(lending: Model) -> None:
    """Without the leave to leave the guard out, the leak's story has no run."""
    example = next(e for e in lending.examples if e.name == "a_secret_is_left")
    assert reach(lending, evolve(example, without=())) is None
