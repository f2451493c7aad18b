"""Side conditions are judged on the allocation itself: a wrong division is found, whatever made it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from septum.workload import (
    AllocatedInstance,
    AllocatedTenant,
    Allocation,
    Finding,
    LifecycleResult,
    MemoryBlock,
    allocate,
    parse_deployment,
    side_conditions,
)
from septum.workload.pci import PciAddress, parse_address

TEXT = re.sub(
    r"( +)devices: .*",
    r"\g<0>\n\1interrupts: 2",
    (Path(__file__).parents[3] / "examples" / "two-tenants.yaml").read_text(encoding="utf-8"),
)
GIB = 1 << 30
RAN = LifecycleResult(Finding.HOLDS, 10, (("boot", 10),), "bob")
Change = Callable[[AllocatedTenant], AllocatedTenant]


def _address(text: str) -> PciAddress:
    found = parse_address(text)
    assert found is not None
    return found


def _instance(**changes: object) -> Change:
    def change(tenant: AllocatedTenant) -> AllocatedTenant:
        instance: AllocatedInstance = evolve(tenant.instances[0], **changes)  # type: ignore[arg-type]
        return evolve(tenant, instances=(instance,))

    return change


def _judged(change_bob: Change, text: str = TEXT) -> dict[str, str]:
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    sound = allocate(deployment)
    broken = Allocation(sound.frame_size, (sound.tenants[0], change_bob(sound.tenants[1])))
    found = side_conditions(deployment, broken, RAN)
    return {c.identifier: c.found for c in found if c.verdict is Finding.BROKEN}


def test_the_sound_allocation_breaks_nothing() -> None:
    assert _judged(lambda bob: bob) == {}


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda t: evolve(t, memory=(MemoryBlock(4 * GIB, 4 * GIB),)), {"memory.one-tenant"}),
        (lambda t: evolve(t, memory=(MemoryBlock(18 * GIB, 4 * GIB),)), {"memory.exists"}),
        (lambda t: evolve(t, memory=(MemoryBlock(8 * GIB, 3 * GIB),)), {"memory.as-asked"}),
        (lambda t: evolve(t, memory=(MemoryBlock(8 * GIB + 4096, 4 * GIB),)), {"memory.whole-frames"}),
        (lambda t: evolve(t, cpus=(1, 2)), {"cpus.one-tenant"}),
        (lambda t: evolve(t, cpus=(7, 8)), {"cpus.exist"}),
        (lambda t: evolve(t, cpus=(2,)), {"cpus.as-asked"}),
        (lambda t: evolve(t, handles=(1, 5)), {"interrupts.one-tenant"}),
        (lambda t: evolve(t, handles=(2,)), {"interrupts.as-asked"}),
        (_instance(start=1, identifier=8), {"instances.one-tenant"}),
        (_instance(start=7, identifier=14), {"instances.places"}),
        (_instance(profile="1g.20gb"), {"instances.places"}),
        (_instance(profile="9g.90gb"), {"instances.places"}),
        (_instance(identifier=3), {"instances.identifiers"}),
        (_instance(identifier=12), {"instances.identifiers"}),
        (_instance(function=_address("0000:41:00.4")), {"functions.one-tenant"}),
        (_instance(function=_address("0000:61:00.4")), {"functions.of-their-gpu"}),
        (lambda t: evolve(t, devices=(_address("0000:c1:00.1"),)), {"functions.one-tenant"}),
        (lambda t: evolve(t, devices=(_address("0000:41:00.0"),)), {"functions.devices-apart"}),
        (lambda t: evolve(t, devices=(_address("0000:41:01.0"),)), {"functions.devices-apart"}),
    ],
)
def test_a_wrong_division_breaks_its_condition_and_no_other(change: Change, broken: set[str]) -> None:
    assert set(_judged(change)) == broken


def test_what_is_in_conflict_is_named() -> None:
    found = _judged(lambda bob: evolve(bob, memory=(MemoryBlock(7 * GIB, 4 * GIB),)))
    assert found["memory.one-tenant"] == "alice and bob have 0x1c0000000"


def _rtx(alice: str, bob: str) -> str:
    text = TEXT.replace("H100-80GB", "RTX-PRO-6000")
    return text.replace("2g.20gb, start: 0", f"{alice}, start: 0").replace("1g.10gb, start: 2", f"{bob}, start: 3")


def test_engines_and_media_extensions_are_counted_again() -> None:
    text = _rtx("1g.24gb+me.all", "1g.24gb-me")
    assert _judged(lambda bob: bob, text) == {}
    assert set(_judged(_instance(profile="1g.24gb"), text)) == {"instances.engines"}
    assert set(_judged(_instance(profile="1g.24gb+me"), text)) == {"instances.engines", "instances.media"}
    assert set(_judged(_instance(profile="1g.24gb+me.all"), text)) == {
        "instances.engines",
        "instances.media",
        "instances.counts",
    }


def test_declared_sharing_is_no_part_of_what_is_proved() -> None:
    text = TEXT + "channels:\n  - {name: queue, kind: memory, between: [alice, bob]}\n"
    line = text.count("\n")
    assert _judged(lambda bob: bob, text) == {}
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    found = side_conditions(deployment, allocate(deployment), RAN)
    assert {c.identifier: c.found for c in found if c.verdict is Finding.SHARED} == {
        "sharing.none": f"alice and bob: memory `queue`, declared (:{line})"
    }


def test_a_lifecycle_that_was_not_run_does_not_hold() -> None:
    deployment = parse_deployment(TEXT, "d.yaml", ("minimal",))
    not_run = LifecycleResult(Finding.NOT_RUN, 0, (), "bob")
    last = side_conditions(deployment, allocate(deployment), not_run)[-1]
    assert (last.identifier, last.verdict) == ("lifecycle.runs", Finding.NOT_RUN)
