"""The example of a development: a run of its own, computed by Rocq, on an instance where all is as assumed."""

import re
from pathlib import Path

import pytest
from rocq_comparing import Printed, printed_profile
from rocq_running import HAS_ROCQ, RocqFailed, compiled, theory

from septum.cli.played_runs import run_of
from septum.export.rocq.names import Names
from septum.export.rocq.running.example import example_text
from septum.spec.load import load_profile

needs_rocq = pytest.mark.skipif(not HAS_ROCQ, reason="coqc is not installed")

_ROOT = Path(__file__).resolve().parents[2]
_DESKS = str(_ROOT / "tests" / "unit" / "models" / "desks.py")
_TRUSTING = str(_ROOT / "tests" / "unit" / "models" / "trusting.py")
_POOL = str(_ROOT / "examples" / "shared_pool.py")


def _example(printed: Printed) -> str:
    return example_text(printed.model, printed.names, run_of(printed.model))


def _check(printed: Printed, text: str) -> None:
    compiled(printed.folder, theory(), "Example", text)


@needs_rocq
@pytest.mark.parametrize("profile", [_DESKS, _TRUSTING, _POOL, "minimal"])
def test_the_run_of_a_profile_is_possible_in_rocq_too(profile: str) -> None:
    printed = printed_profile(profile)
    text = _example(printed)
    _check(printed, text)
    for name in ("example_is_as_assumed", "example_start_is_initial", "example_story_is_possible"):
        assert f"Theorem {name} :" in text


_LIES = {
    "a start that is none": (_DESKS, "| light => fun _ => OFF", "| light => fun _ => DIM"),
    "a step that is refused": (_DESKS, "carried_out (give alice desk) tt", "carried_out (give bob other_desk) tt"),
    "a check that does not refuse": (_POOL, "[0; 1])", "[1; 1])"),
    "another status": (_POOL, " POOL_EMPTY; ", " MAPPED_ALREADY; "),
    "another answer": (_POOL, "[Turned_down POOL_EMPTY; Carried_out None]", "[Carried_out None; Carried_out None]"),
}


@needs_rocq
@pytest.mark.parametrize("lie", _LIES)
def test_an_example_that_does_not_happen_is_rejected(lie: str) -> None:
    profile, old, new = _LIES[lie]
    printed = printed_profile(profile)
    text = " ".join(_example(printed).split())
    assert old in text
    with pytest.raises(RocqFailed):
        _check(printed, text.replace(old, new, 1))


def test_the_run_of_minimal_hands_everything_on_and_has_two_of_what_it_can() -> None:
    """On two guests, functions and instances; what Alice had is Bob's at the end, and Alice is no more."""
    model = load_profile("minimal")
    run = run_of(model)
    for sort in ("Guest", "Function", "Instance", "Frame"):
        assert len(run.elements[sort]) >= 2, sort
    printed_text = example_text(model, Names.of(model), run)
    moments = [claim.after for claim in run.claims]
    before, after = (
        re.search(rf"Theorem example_after_{n} .*?Qed", printed_text, re.DOTALL) for n in (moments[0], moments[-1])
    )
    assert before is not None and after is not None
    for said in ("holder page == alice", "backing page == ram", "user function == alice", "bound function instance"):
        assert said in " ".join(before.group().split())
    for said in (
        "holder next_page == bob",
        "backing next_page == ram",
        "user function == bob",
        "phase alice == ABSENT",
    ):
        assert said in " ".join(after.group().split())


def test_a_profile_without_a_story_runs_as_it_can() -> None:
    run = run_of(load_profile(_TRUSTING))
    assert len(run.happenings) > 10
