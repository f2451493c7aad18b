"""What monitors do, each accounted for: plugged and unplugged devices, other interrupt controllers, other monitors."""

from pathlib import Path

import pytest
from monitors import (
    ARM,
    BOOT,
    CONFIDENTIAL,
    CONTAINER,
    END,
    IOMMUFD,
    KVMTOOL,
    PLUG,
    RUN,
    SLOT,
    SPLIT_IRQCHIP,
    UNPLUG,
    VM,
    stamped,
)
from recorded_lines import written

from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.traces.classifying import Enumeration, enumerate_capabilities


@pytest.fixture(scope="module")
def model() -> Model:
    return load_profile("minimal")


def enumerated(folder: Path, model: Model, *parts: tuple[str, ...], kernel: tuple[str, ...] = ()) -> Enumeration:
    """What a run made of these parts exercises."""
    files = [written(folder, "s", *stamped(*parts))]
    if kernel:
        files.append(written(folder, "k", *kernel))
    return enumerate_capabilities(files, model)


def counts(result: Enumeration) -> dict[str, int]:
    """How often something realises each capability for sure."""
    found: dict[str, int] = {}
    for row in result.realised:
        for name in row.capabilities if row.realises == "all" else ():
            found[name] = found.get(name, 0) + sum(seen.count for seen in row.by)
    return found


def excluded(result: Enumeration) -> dict[str, list[str]]:
    """What is outside the profile, by the assumption that covers it."""
    found: dict[str, list[str]] = {}
    for reason in result.outside:
        found.setdefault(str(reason.excluded), []).extend(seen.name for seen in reason.of)
    return found


@pytest.mark.parametrize(
    "part", [SPLIT_IRQCHIP, KVMTOOL, IOMMUFD, ARM, CONFIDENTIAL, (*UNPLUG, *PLUG), ()], ids=range(7)
)
def test_nothing_that_a_monitor_does_is_unknown(part: tuple[str, ...], model: Model, tmp_path: Path) -> None:
    result = enumerated(tmp_path, model, BOOT, PLUG, RUN, part, RUN, END)
    assert result.unclassified == () and result.unread_lines == 0 and result.guests == 1


def test_a_device_that_is_unplugged_and_plugged_again_is_released_and_assigned_again(
    model: Model, tmp_path: Path
) -> None:
    found = counts(enumerated(tmp_path, model, BOOT, PLUG, RUN, UNPLUG, RUN, PLUG, RUN, UNPLUG, END))
    assert {name: found[name] for name in ("assign", "attach", "detach", "release", "quarantine")} == {
        "assign": 4,  # the group's container and the device itself, each time
        "attach": 2,
        "detach": 2,
        "release": 4,
        "quarantine": 2,
    }
    assert (found["map_io"], found["unmap_io"], found["create"], found["start"]) == (2, 4, 2, 1)


def test_a_device_of_iommufd_realises_what_one_of_a_container_does(model: Model, tmp_path: Path) -> None:
    result = enumerated(tmp_path, model, BOOT, IOMMUFD, RUN, END)
    found = counts(result)
    assert {name: found[name] for name in ("assign", "attach", "map_io", "unmap_io", "detach")} == {
        "assign": 1,
        "attach": 1,
        "map_io": 1,
        "unmap_io": 1,
        "detach": 1,
    }
    assert [(one.name, one.error) for one in result.failed] == [("IOMMU_IOAS_IOVA_RANGES", "EMSGSIZE")]


def test_a_machine_that_is_thrown_away_makes_no_second_guest(model: Model, tmp_path: Path) -> None:
    assert enumerated(tmp_path, model, BOOT, ARM, RUN, END).guests == 1


def test_keys_of_a_guest_are_taken_on_trust(model: Model, tmp_path: Path) -> None:
    result = enumerated(tmp_path, model, BOOT, CONFIDENTIAL, RUN, END)
    assert set(excluded(result)) == {"memory.key-per-guest"}
    assert counts(result)["lend"] == 2


@pytest.mark.parametrize(
    ("line", "assumption"),
    [
        (f"7 ioctl({VM}, KVM_GET_DIRTY_LOG, 0x7ffc) = 0", "excluded.live-migration"),
        (
            f"7 ioctl({VM}, KVM_SET_USER_MEMORY_REGION, {SLOT % ('KVM_MEM_LOG_DIRTY_PAGES', 4096)}) = 0",
            "excluded.live-migration",
        ),
        (f"7 ioctl({VM}, KVM_SET_USER_MEMORY_REGION, {SLOT % ('0x3', 4096)}) = 0", "excluded.live-migration"),
        (f"7 ioctl({CONTAINER}, VFIO_SET_IOMMU, 0x8) = 0", "iommu.on-from-boot"),
        ("7 ioctl(40</dev/vhost-net>, VHOST_SET_OWNER, 0) = 0", "excluded.shared-backends"),
        ("7 ioctl(41</dev/net/tun>, TUNSETIFF, 0x7ffc) = 0", "excluded.shared-backends"),
        ("7 madvise(0x7f1000000000, 4096, MADV_MERGEABLE) = 0", "excluded.overcommit"),
    ],
)
def test_what_the_profile_leaves_out_is_told_with_the_assumption_that_covers_it(
    line: str, assumption: str, model: Model, tmp_path: Path
) -> None:
    result = enumerated(tmp_path, model, BOOT, RUN, (line,), END)
    assert list(excluded(result)) == [assumption]
    assert excluded(enumerated(tmp_path, model, BOOT, RUN, END)) == {}


def test_slots_of_a_devices_registers_lend_them(model: Model, tmp_path: Path) -> None:
    mapped = "7 mmap(NULL, 16384, PROT_READ|PROT_WRITE, MAP_SHARED, 13<anon_inode:[vfio-device]>, 0) = 0x7f2000000000"
    slot = (
        f"7 ioctl({VM}, KVM_SET_USER_MEMORY_REGION, {{slot=1, flags=0, guest_phys_addr=0xfeb00000, "
        "memory_size=4096, userspace_addr=0x7f2000001000}) = 0"
    )
    gone = "7 munmap(0x7f2000000000, 16384) = 0"
    assert counts(enumerated(tmp_path, model, BOOT, PLUG, (mapped, slot), RUN, END))["lend_device"] == 2
    assert counts(enumerated(tmp_path, model, BOOT, PLUG, (mapped, gone, slot), RUN, END))["lend_device"] == 1


def test_what_the_kernel_did_for_nobodys_guest_is_the_hosts(model: Model, tmp_path: Path) -> None:
    kernel = (
        " qemu-7 [000] ..... 1796000000.000009: map: IOMMU: iova=0x0 - 0x1000 paddr=0x5000 size=4096",
        " kworker/0:1-5 [000] ..... 1796000000.000010: map: IOMMU: iova=0x0 - 0x1000 paddr=0x6000 size=4096",
    )
    result = enumerated(tmp_path, model, BOOT, PLUG, RUN, END, kernel=kernel)
    assert result.iommu_events == 2 and counts(result)["map_io"] == 2
    assert [(one.of[0].name, str(one.kind)) for one in result.none if str(one.kind) == "of the host"] == [
        ("iommu:map", "of the host")
    ]


def test_an_iommu_event_that_nobody_knows_is_unclassified(model: Model, tmp_path: Path) -> None:
    kernel = (" qemu-7 [000] ..... 1796000000.000009: iommu:swap_tables: IOMMU: device=0000:41:00.4",)
    result = enumerated(tmp_path, model, BOOT, RUN, END, kernel=kernel)
    assert [seen.name for seen in result.unclassified] == ["iommu:swap_tables"] and result.undecided == 1


def test_virtual_cpus_come_and_go_by_the_scheduler(model: Model, tmp_path: Path) -> None:
    line = (
        " <idle>-0 [000] d..2. 1796000000.000009: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 "
        "prev_state=R ==> next_comm={} next_pid={} next_prio=120"
    )
    kernel = (line.format("CPU 0/KVM", 9), line.format("bash", 77))
    result = enumerated(tmp_path, model, BOOT, RUN, END, kernel=kernel)
    (row,) = (row for row in result.realised if row.realises == "one" and "load_vcpu" in row.capabilities)
    assert row.by[0].count == 1


def test_what_a_recording_cannot_show_depends_on_its_files(model: Model, tmp_path: Path) -> None:
    kernel = (" qemu-7 [000] ..... 1796000000.000009: map: IOMMU: iova=0x0 - 0x1000 paddr=0x5000 size=4096",)
    alone = {one.what for one in enumerated(tmp_path, model, BOOT, END).blind}
    beside = {one.what for one in enumerated(tmp_path, model, BOOT, END, kernel=kernel).blind}
    assert alone - beside == {"frames", "unmapping at exit", "which CPU"}
    assert "all of MIG" in beside


def test_a_call_that_never_returned_realises_nothing_but_a_run(model: Model, tmp_path: Path) -> None:
    pending = (
        f"7 ioctl({CONTAINER}, VFIO_DEVICE_PCI_HOT_RESET or VFIO_IOMMU_MAP_DMA, 0x7ffc <unfinished ...>",
        "9 ioctl(9<anon_inode:kvm-vcpu:0>, KVM_RUN <unfinished ...>",
    )
    result = enumerated(tmp_path, model, BOOT, PLUG, pending, END)
    assert counts(result)["map_io"] == 1 and counts(result)["load_vcpu"] == 1
    assert [(one.name, one.error) for one in result.failed] == [("VFIO_IOMMU_MAP_DMA", "")]


def test_a_file_that_one_guest_maps_twice_is_not_shared(model: Model, tmp_path: Path) -> None:
    shared = "7 mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 30</dev/shm/own>, 0) = 0x7f1000000000"
    slot = (f"7 ioctl({VM}, KVM_SET_USER_MEMORY_REGION, {SLOT % (0, 4096)}) = 0",)
    assert excluded(enumerated(tmp_path, model, (shared,), BOOT, (shared,), slot, RUN, END)) == {}
