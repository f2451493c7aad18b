"""The workloads that are shipped: each is one of what tenants do, told of a profile that lacks nothing of it."""

import pytest

from septum.engines.capabilities.goals import capabilities_of
from septum.engines.workloads.enumeration import events_of
from septum.engines.workloads.missing import run_of
from septum.engines.workloads.realised import Realised, realise
from septum.interpreter.examples import ExampleVerdict, play_example
from septum.spec.model import StepKind
from septum.spec.source import MODELS, profile_names, workload_names

EVENTS = {
    "inference": ("boot", "submit", "move", "interrupt", "answer", "replace"),
    "mixed": ("boot", "fill", "submit", "spill", "move", "interrupt", "answer", "replace"),
    "churn": ("boot", "submit", "interrupt", "move", "crash", "vacate", "come_back"),
    "two_gpus": ("boot", "submit", "submit", "pass_on", "interrupt", "answer"),
    "pipeline": ("boot", "boot", "move", "hand_over", "answer"),
}


@pytest.fixture(scope="module", params=[(w, p) for w in workload_names() for p in profile_names()], ids="-".join)
def realised(request: pytest.FixtureRequest) -> Realised:
    """Every workload on every profile."""
    workload, profile = request.param
    return realise(profile, workload)


def test_the_workloads_are_those_of_the_manual() -> None:
    assert set(workload_names()) == set(EVENTS)


def test_a_workload_is_told_of_each_profile_in_events_with_names_and_sentences(realised: Realised) -> None:
    assert realised.is_whole
    told = [event for event, _ in events_of(realised.workload)]
    wanted = EVENTS[realised.workload.name]
    served = [name for name in wanted if name != "spill"]  # how a served GPU is divided is its driver's affair
    assert [event.name for event in told] == list(wanted if "served" not in realised.file else served)
    assert all(event.doc.endswith(".") for event in told)


def test_no_event_calls_a_capability_and_only_a_run_does(realised: Realised) -> None:
    called = {goal.event.step for _, goals in events_of(realised.workload) for goal in goals if goal.event is not None}
    assert all(realised.model.step(name).kind is StepKind.STEP for name in called)


def test_the_run_of_a_workload_plays_unless_it_needs_what_is_excluded(realised: Realised) -> None:
    story = next(e for e in realised.model.examples if e.span.file == realised.file)
    excluded = realised.workload.name == "pipeline"
    assert bool(story.without) is excluded
    assert play_example(realised.model, story).verdict is ExampleVerdict.PLAYS
    assert (run_of(realised.model, realised.workload) is None) is excluded


def test_every_workload_says_why_a_small_instance_stands_for_more(realised: Realised) -> None:
    doc = next(c.doc for c in realised.model.concerns if c.name == realised.workload.concern)
    assert "stand for" in doc or "stands for" in doc


def test_a_workload_is_a_folder_of_files_with_one_workload_each() -> None:
    for name in workload_names():
        for file in (MODELS / "workloads" / name).glob("[!_]*.py"):
            assert file.read_text(encoding="utf-8").count("@workload") == 1, file


def test_a_profile_without_instances_gets_the_workload_of_a_gpu_that_is_served(realised: Realised) -> None:
    served = "bind" not in capabilities_of(realised.profile) and realised.workload.name != "pipeline"
    assert ("served" in realised.file) is served


def test_a_workload_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no workload training"):
        realise("minimal", "training")
