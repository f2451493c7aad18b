"""The deployment's own run: it holds where nothing is wrong, and each thing left out of it is noticed."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from attrs import evolve

from septum.spec.load import load_profile
from septum.spec.model import Model, without
from septum.workload import Call, Finding, Lifecycle, allocate, lifecycle, parse_deployment, run_lifecycle
from septum.workload.lifecycle.run import run_calls

EXAMPLES = Path(__file__).parents[3] / "examples"
MODELS = Path(__file__).parents[3] / "src" / "septum" / "models"
TEXT = re.sub(
    r"( +)devices: .*", r"\g<0>\n\1interrupts: 3", (EXAMPLES / "two-tenants.yaml").read_text(encoding="utf-8")
)
LEFT_OUT = tomllib.loads((Path(__file__).parent / "left_out.toml").read_text(encoding="utf-8"))["left_out"]


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
    assert elements["Vcpu"] == tuple(f"{guest}/vcpu{n}" for guest in ("alice", "bob", "bob-2") for n in range(2))
    assert elements["Function"] == ("0000:41:00.4", "0000:c1:00.1", "0000:41:00.5", "0000:c1:00.2")
    assert elements["RequesterId"] == elements["Function"]
    assert elements["Handle"] == tuple(f"handle{n}" for n in (0, 2, 1, 3, 5, 4))
    assert elements["Instance"] == ("gpu0/3", "gpu0/9")
    assert elements["Slice"] == tuple(f"gpu0.{unit}" for unit in range(8))
    assert "BAR of 0000:41:00.4" in elements["Frame"] and "0x100000000" in elements["Frame"]
    constants = _run().instance.constants
    assert constants["Pci.function_at"][("BAR of 0000:41:00.4",)] == "0000:41:00.4"
    assert constants["Memory.kind"][("MSI-X table of 0000:c1:00.2",)] == "MSIX_TABLE"
    assert constants["Scheduling.guest_of"][("bob-2/vcpu1",)] == "bob-2"
    assert ("gpu0/3", "part 1") in constants["Mig.has"]
    assert ("gpu0/9", "part 1") not in constants["Mig.has"]


def _given(calls: Sequence[Call], step: str, argument: str) -> set[object]:
    return {call.arguments[argument] for call in calls if call.step == step}


@pytest.mark.parametrize(
    ("step", "argument"),
    [
        ("lend", "frame"),
        ("lend_device", "frame"),
        ("bind_vmid", "vmid"),
        ("assign", "function"),
        ("attach", "requester"),
        ("reserve", "iova"),
        ("route_interrupt", "handle"),
        ("bind", "instance"),
        ("route", "unit"),
        ("load_vcpu", "cpu"),
    ],
)
def test_the_successor_gets_all_that_its_predecessor_had(step: str, argument: str) -> None:
    calls = _run().calls
    first, second, third = [n for n, call in enumerate(calls) if call.step == "create"]
    assert _given(calls[second:], step, argument) == _given(calls[third:], step, argument) != set()
    assert not _given(calls[first:second], step, argument) & _given(calls[third:], step, argument) - {"0x0", "0x40000"}


def test_every_interrupt_that_is_asked_for_is_raised_and_taken() -> None:
    raised = [call.arguments["handle"] for call in _run().calls if call.step == "fire_vector"]
    assert sorted(str(handle) for handle in raised) == sorted(f"handle{n}" for n in (0, 1, 2, 3, 4, 5, 3, 4, 5))


def test_a_sound_deployment_lives(minimal: Model) -> None:
    found = run_calls(minimal, _run())
    assert (found.verdict, found.failure) == (Finding.HOLDS, None)
    assert found.steps == len(_run().calls)


def test_tenants_without_a_gpu_live_too(minimal: Model) -> None:
    text = "\n".join(line for line in TEXT.split("\n") if "slice:" not in line)
    assert run_calls(minimal, _run(text)).verdict is Finding.HOLDS


@pytest.mark.parametrize(("step", "number", "reason"), [tuple(row.values()) for row in LEFT_OUT])
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
    careless = without(minimal, "lend.NOT_SCRUBBED", "scrub.FRAME_LENT")
    deployment = parse_deployment(TEXT, "d.yaml", ("minimal",))
    sound = allocate(deployment)
    bob = evolve(sound.tenants[1], memory=sound.tenants[0].memory)
    found = run_lifecycle(careless, deployment, evolve(sound, tenants=(sound.tenants[0], bob)))
    assert found.verdict is Finding.BROKEN
    assert found.failure is not None and " fails" in found.failure.reason


LAMPS = '''

class Lamp(Sort):
    """Something that a deployment says nothing of."""


class Lamps(Concern):
    """They are switched on."""

    lit: Relation[Lamp] = core()
    colour: Map[Lamp, Word] = content()

    @initially
    def it_is_dark(self) -> bool:
        return not any(self.lit[:])

    @capability(by=Manager)
    def switch(self, lamp: Lamp) -> Status:
        """Switch it on."""
        self.lit[lamp] = True
        return OK


class Minimal'''


def test_a_sort_that_the_run_does_not_speak_of_is_no_obstacle() -> None:
    text = (MODELS / "profiles" / "minimal.py").read_text(encoding="utf-8")
    words = "Concern, Manager, Map, Profile, Relation, Sort, Status, capability, content, core, initially"
    for old, new in (
        ("import Manager, Profile\n", f"import {words}\nfrom septum.models.guests import OK\n"),
        ("import Memory\n", "import Memory, Word\n"),
        ("includes = [", "includes = [\n        Lamps,"),
        ("\n\nclass Minimal", LAMPS),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    model = load_profile("minimal", {"profiles/minimal.py": text})
    assert any(sort.name == "Lamp" for sort in model.sorts)
    assert run_calls(model, _run()).verdict is Finding.HOLDS


def test_a_model_of_something_else_is_not_run(minimal: Model) -> None:
    smaller = evolve(minimal, steps=tuple(step for step in minimal.steps if step.name != "scrub"))
    found = run_calls(smaller, _run())
    assert found.verdict is Finding.NOT_RUN
    assert found.failure is not None and found.failure.reason.endswith("has no step scrub")
