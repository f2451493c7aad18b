"""What a guard is for: each weight is found, with its attack or its proof."""

from pathlib import Path

import pytest
from attrs import evolve

from septum.engines import losses
from septum.engines.drop import drop
from septum.engines.known import Known
from septum.engines.prove import prove
from septum.engines.results import DropResult, Verdict, Weight
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model, without

FILE = Path(__file__).parents[1] / "models" / "lockers.py"
MODEL = load_profile(str(FILE))


def dropped(identifier: str) -> DropResult:
    return drop(MODEL, identifier, Settings())


def test_the_whole_model_is_proved() -> None:
    assert prove(MODEL, Settings()).verdict is Verdict.PROVED


def test_a_needed_guard_has_a_replayed_attack() -> None:
    result = dropped("put.NOT_YOURS")
    assert (result.weight, result.verdict) == (Weight.NEEDED, Verdict.VIOLATED)
    assert result.attack is not None
    assert result.attack.replayed
    assert result.attack.fall.property == "write"


def test_a_needed_tell_has_a_replayed_attack() -> None:
    result = dropped("assign.ASSIGNED")
    assert (result.weight, result.verdict) == (Weight.NEEDED, Verdict.VIOLATED)
    assert result.attack is not None
    assert len(result.attack.moments) == 1


@pytest.mark.parametrize(("guard", "behind"), [("assign.OWNED", "assign.SEALED"), ("assign.SEALED", "assign.OWNED")])
def test_two_guards_that_stand_behind_each_other_are_second_line(guard: str, behind: str) -> None:
    result = dropped(guard)
    assert (result.weight, result.verdict, result.partner) == (Weight.SECOND_LINE, Verdict.PROVED, behind)
    assert result.attack is not None
    assert result.attack.replayed
    assert len(result.attack.moments) == 2


def test_a_guard_whose_loss_breaks_only_decoration_is_functional() -> None:
    result = dropped("count.OPEN")
    assert (result.weight, result.verdict) == (Weight.FUNCTIONAL, Verdict.PROVED)
    assert result.lost == ("counted_lockers_are_owned",)
    assert result.attack is None


def test_what_waits_only_delays() -> None:
    result = dropped("put.waits")
    assert (result.weight, result.verdict) == (Weight.TIMING, Verdict.PROVED)


def test_an_invariant_is_a_means_of_proof_and_its_loss_allows_no_attack() -> None:
    model = load_profile(str(FILE.with_name("desks.py")))
    result = drop(model, "clean_desks_are_blank", Settings())
    assert (result.weight, result.verdict, result.attack) == (Weight.MEANS_OF_PROOF, Verdict.PROVED, None)
    assert result.failing and all("o_inv" not in name for name in result.failing)


@pytest.mark.parametrize("verdict", [Verdict.ERROR, Verdict.BUDGET, Verdict.UNKNOWN])
def test_what_no_solver_decided_is_not_said_to_be_a_means_of_proof(
    verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = losses.judge_loss

    def undecided(whole: Model, weak: Model, settings: Settings, known: Known, progress: None) -> losses.Loss:
        loss = judged(whole, weak, settings, known, progress)
        return evolve(loss, failing=tuple((o, evolve(r, verdict=verdict)) for o, r in loss.failing))

    monkeypatch.setattr(losses, "judge_loss", undecided)
    result = drop(load_profile(str(FILE.with_name("desks.py"))), "clean_desks_are_blank", Settings())
    assert (result.weight, result.verdict, result.attack) == (Weight.UNDECIDED, verdict, None)


def test_an_invariant_that_the_proof_does_not_need_is_functional() -> None:
    result = dropped("counted_lockers_are_owned")
    assert (result.weight, result.verdict) == (Weight.FUNCTIONAL, Verdict.PROVED)


def test_of_a_model_that_is_not_proved_no_run_is_taken_for_safe() -> None:
    model = without(load_profile(str(FILE.with_name("desks.py"))), "give.DIRTY")
    result = drop(model, "clean_desks_are_blank", Settings())
    assert (result.weight, result.verdict) == (Weight.NEEDED, Verdict.VIOLATED)
    assert result.attack is not None and result.attack.replayed


def test_a_stated_property_is_no_mere_means() -> None:
    model = load_profile(str(FILE.with_name("desks.py")))
    assert drop(model, "clean_desks_are_free", Settings()).weight is not Weight.MEANS_OF_PROOF


def test_a_name_that_nothing_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        dropped("put.NOTHING")
