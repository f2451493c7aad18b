"""The deployment's own run: it holds where nothing is wrong, and each thing left out of it is noticed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from septum.spec.load import load_profile
from septum.spec.model import Model, without
from septum.workload import Call, Finding, Lifecycle, allocate, lifecycle, parse_deployment, run_lifecycle
from septum.workload.lifecycle.run import run_calls

EXAMPLES = Path(__file__).parents[3] / "examples"
TEXT = (EXAMPLES / "two-tenants.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


def _run(text: str = TEXT) -> Lifecycle:
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    return lifecycle(deployment, allocate(deployment))


def _less(run: Lifecycle, drop: Callable[[Call], bool], number: int = 0) -> Lifecycle:
    """The run without one of the calls that `drop` chooses."""
    position = [i for i, call in enumerate(run.calls) if drop(call)][number]
    return evolve(run, calls=run.calls[:position] + run.calls[position + 1 :])


def test_the_run_is_on_the_machine_of_the_deployment() -> None:
    elements = _run().instance.elements
    assert elements["Guest"] == ("alice", "bob", "bob-2")
    assert len(elements["Cpu"]) == 8
    assert elements["Function"] == ("0000:41:00.4", "0000:41:00.5")
    assert elements["Instance"] == ("gpu0/3", "gpu0/9", "gpu0/9 life 2")
    assert elements["Slice"] == tuple(f"gpu0.{unit}" for unit in range(8))
    assert "BAR of 0000:41:00.4" in elements["Frame"] and "0x100000000" in elements["Frame"]
    assert _run().instance.constants["Mig.bar"] == {
        ("BAR of 0000:41:00.4",): "0000:41:00.4",
        ("BAR of 0000:41:00.5",): "0000:41:00.5",
    }
    assert ("gpu0/3", "part 1") in _run().instance.constants["Mig.has"]
    assert ("gpu0/9", "part 1") not in _run().instance.constants["Mig.has"]


def test_the_successor_gets_the_same_frames_functions_and_slices() -> None:
    calls = _run().calls
    for step, argument in (("lend", "frame"), ("assign", "function"), ("route", "unit"), ("dispatch", "cpu")):
        given: dict[str, set[object]] = {"bob": set(), "bob-2": set()}
        for call in calls:
            life = "bob-2" if call.phase == "replace bob" else str(call.arguments.get("guest", "bob"))
            if call.step == step and (call.arguments.get("guest") in given or step == "route"):
                if step == "route" and call.arguments["instance"] == "gpu0/3":
                    continue
                given[life].add(call.arguments[argument])
        assert given["bob"] == given["bob-2"] != set(), step


def test_a_sound_deployment_lives(minimal: Model) -> None:
    found = run_calls(minimal, _run())
    assert (found.verdict, found.failure) == (Finding.HOLDS, None)
    assert found.steps == len(_run().calls)


def test_tenants_without_a_gpu_live_too(minimal: Model) -> None:
    text = "\n".join(line for line in TEXT.split("\n") if "slice:" not in line)
    assert run_calls(minimal, _run(text)).verdict is Finding.HOLDS


@pytest.mark.parametrize(
    ("step", "number", "reason"),
    [
        ("create", 0, "NO_SUCH_GUEST"),
        ("scrub", 0, "NOT_SCRUBBED"),
        ("scrub", -1, "NOT_SCRUBBED"),
        ("lend", 0, "NOT_OWNER"),
        ("map_page", 0, "fill_tlb"),
        ("assign", 0, "NOT_YOURS"),
        ("route", 0, "RoutesAreSetBeforeBind"),
        ("scrub_slice", -1, "SlicesAreScrubbed"),
        ("bind", 0, "NO_INSTANCE"),
        ("start", 0, "WRONG_PHASE"),
        ("dispatch", 0, "waits"),
        ("fill_tlb", 0, "FAULT"),
        ("store", 0, "gives zero, not word of alice"),
        ("preempt", 0, "ON_A_CPU"),
        ("quiesce", 0, "WRONG_PHASE"),
        ("unmap_page", 0, "STILL_MAPPED"),
        ("invalidate", 0, "NOT_INVALIDATED"),
        ("take_back", 0, "BAR_LENT"),
        ("take_back", -1, "HOLDS_PAGES"),
        ("unbind", 0, "UsersKeepTheirRoutes"),
        ("unroute", 0, "RoutesAreExclusive"),
        ("release", 0, "HOLDS_FUNCTIONS"),
    ],
)
def test_a_call_left_out_is_noticed(minimal: Model, step: str, number: int, reason: str) -> None:
    found = run_calls(minimal, _less(_run(), lambda call: call.step == step, number))
    assert found.verdict is Finding.BROKEN
    assert found.failure is not None and found.failure.call is not None
    assert reason in f"{found.failure.call} {found.failure.reason}"
    assert found.failure.number == found.steps < len(_run().calls)


def test_instances_that_overlap_do_not_live(minimal: Model) -> None:
    """Were two instances given one slice, the driver's contract would stop it at the second."""
    deployment = parse_deployment(TEXT, "d.yaml", ("minimal",))
    sound = allocate(deployment)
    bob = sound.tenants[1]
    bob = evolve(bob, instances=(evolve(bob.instances[0], start=1, identifier=8),))
    found = run_lifecycle(minimal, deployment, evolve(sound, tenants=(sound.tenants[0], bob)))
    assert found.verdict is Finding.BROKEN
    assert found.failure is not None and found.failure.reason.endswith("UsersKeepTheirMemory")
    assert str(found.failure.call) == "scrub_slice(gpu0.1)"


def test_a_frame_of_two_tenants_does_not_live(minimal: Model) -> None:
    deployment = parse_deployment(TEXT, "d.yaml", ("minimal",))
    sound = allocate(deployment)
    bob = evolve(sound.tenants[1], memory=sound.tenants[0].memory)
    found = run_lifecycle(minimal, deployment, evolve(sound, tenants=(sound.tenants[0], bob)))
    assert found.failure is not None and "FRAME_LENT" in found.failure.reason


def test_an_invariant_that_fails_is_named_with_the_call(minimal: Model) -> None:
    """A core that lends frames without looking whether they are lent: the invariant speaks at that call."""
    careless = without(minimal, "lend.FRAME_LENT", "scrub.FRAME_LENT")
    deployment = parse_deployment(TEXT, "d.yaml", ("minimal",))
    sound = allocate(deployment)
    bob = evolve(sound.tenants[1], memory=sound.tenants[0].memory)
    found = run_lifecycle(careless, deployment, evolve(sound, tenants=(sound.tenants[0], bob)))
    assert found.verdict is Finding.BROKEN
    assert found.failure is not None and " fails" in found.failure.reason


def test_a_model_of_something_else_is_not_run(minimal: Model) -> None:
    smaller = evolve(minimal, steps=tuple(step for step in minimal.steps if step.name != "scrub"))
    found = run_calls(smaller, _run())
    assert found.verdict is Finding.NOT_RUN
    assert found.failure is not None and found.failure.reason.endswith("has no step scrub")
