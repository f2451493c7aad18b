"""Attacks near what examples tell: found by number, shortened, and none where there is none."""

from pathlib import Path

import pytest

from septum.engines.refute.guided import search as guided
from septum.engines.refute.guided import two_runs, variants
from septum.engines.refute.guided.arena import Arena, Done, Refused
from septum.engines.refute.guided.breaking import break_near_examples
from septum.engines.refute.guided.loss import loss_between
from septum.engines.refute.guided.search import search_near_examples
from septum.engines.refute.guided.seeds import seed
from septum.engines.refute.guided.shrink import shrink
from septum.engines.refute.guided.watching import Watching
from septum.engines.refute.hints import Failing, Hints
from septum.engines.refute.play import NotReplayedError
from septum.engines.results import Attack
from septum.interpreter import hears
from septum.spec.load import load_profile
from septum.spec.model import Model, without

PROFILE = Path(__file__).parent / "profiles" / "lending.py"
FACTS = ("clean_frames_hold_nothing", "lent_frames_are_not_clean")


@pytest.fixture(scope="module")
def lending() -> Model:
    return load_profile(str(PROFILE))


def near(model: Model, *dropped: str, clause: str = "o_write") -> Attack | None:
    hints = Hints((Failing(clause, "Guest"), *(Failing("o_inv", entry=fact) for fact in FACTS)))
    return search_near_examples(without(model, *dropped), model, hints)


def steps_of(attack: Attack) -> list[str]:
    return [m.first.step if m.first is not None else "-" for m in attack.moments]


@pytest.mark.parametrize(
    ("dropped", "property_", "steps"),
    [
        ("give.DIRTY", "read", ["give"]),
        ("give.GIVEN", "fingerprint", ["scrub", "give", "store"]),
        ("take.TAKEN", "fingerprint", ["scrub", "give", "take", "store"]),
        ("scrub.LENT", "write", ["scrub", "give", "store", "scrub"]),
        ("store.NOT_YOURS", "write", ["scrub", "give", "store"]),
        ("load.NOT_YOURS", "read", ["load"]),
    ],
)
def test_a_loss_is_shown_by_a_replayed_attack_with_nothing_to_leave_out(
    lending: Model, dropped: str, property_: str, steps: list[str]
) -> None:
    attack = near(lending, dropped)
    assert attack is not None and attack.replayed and not attack.shortest
    assert (attack.fall.property, steps_of(attack)) == (property_, steps)
    assert any(e is not None and e.loosened for m in attack.moments for e in (m.first, m.second))


def test_the_fall_is_at_the_end(lending: Model) -> None:
    attack = near(lending, "store.NOT_YOURS")
    assert attack is not None
    assert attack.fall.moment == len(attack.moments)


def test_starts_differ_in_nothing_that_does_not_matter(lending: Model) -> None:
    attack = near(lending, "give.DIRTY", clause="o_told")
    assert attack is not None and attack.two_runs
    assert [change.text for change in attack.start] == ["contents(f0)"]


def test_nothing_is_found_where_nothing_is_lost(lending: Model) -> None:
    assert search_near_examples(lending, lending, Hints((Failing("o_write", "Guest"),))) is None


def test_nothing_is_found_where_another_guard_stands_behind(lending: Model) -> None:
    assert near(lending, "give.LENT") is None


def test_both_guards_together_are_an_attack(lending: Model) -> None:
    attack = near(lending, "give.LENT", "give.DIRTY")
    assert attack is not None


def test_a_fact_is_broken_at_the_last_step(lending: Model) -> None:
    attack = break_near_examples(without(lending, "scrub.LENT"), lending, ["lent_frames_are_not_clean"])
    assert attack is not None
    assert (attack.fall.property, steps_of(attack)) == ("lent_frames_are_not_clean", ["scrub", "give", "scrub"])
    assert break_near_examples(lending, lending, ["lent_frames_are_not_clean"]) is None


def _arena(model: Model, *dropped: str) -> tuple[Arena, Watching, list[tuple[object, tuple[int, ...]]]]:
    run = seed(loss_between(without(model, *dropped), model), model.examples[0])
    assert run is not None
    return run.arena, Watching(run.arena), list(zip(run.states, run.labels, strict=False))


def test_actions_by_number_do_what_the_interpreter_does(lending: Model) -> None:
    arena, watching, moments = _arena(lending, "scrub.LENT")
    machine = arena.machine
    refused = 0
    for state, told in moments:
        assert arena.take(state, told) is not None  # type: ignore[arg-type]
        for number, step in enumerate(arena.model.steps):
            for viewer in watching.viewers:
                for label in watching.requests(viewer, 20):
                    if label[0] != number:
                        continue
                    names = machine.universe.decode_all([p.sort for p in step.parameters], label[1:])
                    effect = machine.perform(state, step.name, names)  # type: ignore[arg-type]
                    answer = arena.ask(state, label)  # type: ignore[arg-type]
                    if isinstance(answer, Refused):
                        refused += 1
                        assert (str(effect.outcome), effect.status) == ("refused", answer.status)
                        continue
                    assert isinstance(answer, Done)
                    assert effect.state == answer.state
                    name = None if viewer.number is None else machine.instance.elements["Guest"][viewer.number]
                    told_of = hears(effect, viewer.observer.name, name)
                    heard = watching.heard(viewer, state, answer.label)  # type: ignore[arg-type]
                    assert [n.news for n in told_of] == [n for n, _ in heard or ()]
    assert refused


def test_only_what_the_lost_guard_would_have_stopped_is_new(lending: Model) -> None:
    arena, _, moments = _arena(lending, "scrub.LENT")
    new = [
        arena.step(label).name
        for state, _ in moments
        for label, _ in arena.successors(state)  # type: ignore[arg-type]
        if arena.is_loosened(state, label)  # type: ignore[arg-type]
    ]
    assert set(new) == {"scrub"}
    scrubs = sum(
        arena.step(label).name == "scrub"
        for state, _ in moments
        for label, _ in arena.successors(state)  # type: ignore[arg-type]
    )
    assert len(new) < scrubs


def test_shrinking_leaves_what_is_needed_and_nothing_else() -> None:
    asked: list[list[int]] = []

    def keeps(part: list[int]) -> bool:
        asked.append(part)
        return {3, 11, 12} <= set(part)

    assert shrink(range(40), keeps) == [3, 11, 12]
    assert len(asked) < 60
    assert shrink([1, 2, 3], lambda part: True) == []
    assert shrink([1, 2, 3], lambda part: False) == [1, 2, 3]


def test_variants_with_other_inputs_are_noticed(lending: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """The interpreter refuses runs in which the observer heard or asked something else."""
    monkeypatch.setattr(variants.Watching, "own", lambda *_: False)
    monkeypatch.setattr(variants.Watching, "hearing", lambda *_: {})
    monkeypatch.setattr(guided, "along", lambda *_: ())
    monkeypatch.setattr(guided, "one_more", lambda *_: ())
    with pytest.raises(NotReplayedError, match=r"inputs of \w+ differ|starts do not look the same"):
        near(lending, "scrub.LENT", clause="o_told")


def test_pairs_that_are_shortened_too_far_are_noticed(lending: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fall that shortening has lost is no fall for the interpreter either."""
    monkeypatch.setattr(two_runs, "compare", lambda *_: None)
    broken = near(lending, "give.DIRTY", clause="o_told")
    assert broken is not None and broken.fall.moment == len(broken.moments)
