"""What an assumption bears is counted, sought once, and remembered only for the same model."""

from pathlib import Path

import pytest
from attrs import evolve

from septum.engines import bearing as engine
from septum.engines.bearing import bearing
from septum.engines.cache import Cache
from septum.engines.drop import drop
from septum.engines.prove import prove
from septum.engines.results import Bearing, Verdict, Weight
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model

MODEL = load_profile(str(Path(__file__).parents[1] / "models" / "trusting.py"))


def borne(identifier: str, cache: Cache | None = None, model: Model = MODEL) -> Bearing:
    return bearing(model, identifier, Settings(workers=1, cache=cache))


def test_with_its_assumptions_the_model_is_proved() -> None:
    assert {o.verdict for o in prove(MODEL, Settings(workers=1)).outcomes} == {Verdict.PROVED}


def test_a_step_that_an_assumption_excludes_is_an_attack_from_its_principal() -> None:
    found = borne("drawers.locked")
    assert (found.weight, found.verdict, found.replayed) == (Weight.NEEDED, Verdict.VIOLATED, True)
    assert found.steps == 2 and found.obligations == 1
    assert found.victim is not None


def test_a_duty_that_binds_nobody_is_an_attack_of_who_owed_it() -> None:
    found = borne("cleaners.look-away")
    assert (found.weight, found.fall, found.source, found.steps) == (Weight.NEEDED, "write", "Manager", 1)


def test_an_assumption_without_which_isolation_holds_is_said_to_be_so() -> None:
    found = borne("drawers.not-counted")
    assert (found.weight, found.verdict, found.steps, found.obligations) == (
        Weight.FUNCTIONAL,
        Verdict.PROVED,
        0,
        0,
    )


def test_an_attack_is_that_of_refute() -> None:
    for name in ("drawers.locked", "cleaners.look-away"):
        found = borne(name)
        whole = drop(MODEL, name, Settings(workers=1)).attack
        assert whole is not None
        assert (found.steps, found.fall, found.victim) == (len(whole.moments), whole.fall.property, whole.fall.victim)


def test_what_the_profile_does_not_assume_bears_nothing_in_it() -> None:
    for name in ("doors.quiet", "no.such"):
        with pytest.raises(KeyError):
            borne(name)


def test_an_answer_is_taken_from_the_cache_only_for_the_same_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "c.sqlite")
    first = borne("cleaners.look-away", cache)

    def never(*_: object) -> object:
        raise AssertionError

    monkeypatch.setattr(engine, "drop", never)
    assert borne("cleaners.look-away", cache) == first
    other = evolve(MODEL, assumes=tuple(a for a in MODEL.assumes if a != "NobodyCounts"))
    for changed, name in ((other, "cleaners.look-away"), (MODEL, "drawers.locked")):
        with pytest.raises(AssertionError):
            borne(name, cache, changed)


def test_a_cache_that_cannot_be_read_forgets(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"no database" * 100)
    assert borne("cleaners.look-away", Cache(path)).weight is Weight.NEEDED
