"""Descriptors to objects: opened, duplicated, closed, used again; with and without what they are open on."""

from pathlib import Path

from followed_lines import (
    CONTAINER,
    DEVICE,
    GROUP,
    INFO,
    KVM,
    RUN,
    SET_CONTAINER,
    SET_IOMMU,
    VCPU,
    VM,
    plain,
    run,
    timed,
)
from recorded_lines import written

from septum.traces.events import Call
from septum.traces.following import Kind, follow
from septum.traces.reading import read_traces


def test_a_number_that_is_closed_and_used_again_is_another_thing(tmp_path: Path) -> None:
    close = "close(13<anon_inode:[vfio-device]>) = 0"
    eventfd = "eventfd2(0, EFD_CLOEXEC) = 13<anon_inode:[eventfd]>"
    found = run(
        tmp_path,
        (7, GROUP),
        (7, CONTAINER),
        (7, SET_CONTAINER),
        (7, DEVICE),
        (7, close),
        (7, eventfd),
        (7, DEVICE),
        (7, INFO),
    )
    first, second = found[3].made, found[6].made
    assert first is not None and second is not None and first != second and found[7].thing == second
    assert found[5].made is not None and found[5].made.kind is Kind.EVENTFD


def test_a_close_that_ends_late_does_not_close_what_was_opened_meanwhile(tmp_path: Path) -> None:
    found = run(
        tmp_path,
        (7, GROUP),
        (7, CONTAINER),
        (7, SET_CONTAINER),
        (7, DEVICE),
        (7, "close(13<anon_inode:[vfio-device]> <unfinished ...>"),
        (9, "ioctl(10</dev/vfio/10>, VFIO_GROUP_GET_DEVICE_FD, 0x7f) = 13"),
        (7, "<... close resumed>) = 0"),
        (7, INFO),
    )
    opened = [one.made for one in found if one.made is not None and one.made.kind is Kind.DEVICE]
    assert len(opened) == 2 and found[-1].thing == opened[1]


def test_a_duplicate_is_the_same_thing(tmp_path: Path) -> None:
    dup = "dup(8<anon_inode:kvm-vm>) = 12<anon_inode:kvm-vm>"
    found = run(tmp_path, (7, KVM), (7, VM), (7, dup), (7, VCPU.replace("ioctl(8<", "ioctl(12<")))
    assert found[3].thing == found[1].made


def test_without_descriptors_shown_they_are_followed_from_the_calls_that_make_them(tmp_path: Path) -> None:
    lines = (KVM, VM, VCPU, RUN, GROUP, CONTAINER, SET_CONTAINER, SET_IOMMU, DEVICE, INFO)
    found = run(tmp_path, *((7, plain(line)) for line in lines))
    assert [str(one.thing) for one in found if one.thing is not None] == [
        "kvm 1",
        "vm 1",
        "vcpu 0 of vm 1",
        "group 10",
        "container 1",
        "group 10",
        "device 1",
    ]
    assert found[-1].guest == 1


def test_a_joined_name_means_what_its_descriptor_says(tmp_path: Path) -> None:
    name = "VFIO_DEVICE_PCI_HOT_RESET or VFIO_IOMMU_MAP_DMA"
    lines = (
        GROUP,
        CONTAINER,
        SET_CONTAINER,
        SET_IOMMU,
        DEVICE,
        f"ioctl(11, {name}, 0x7f) = 0",
        f"ioctl(13, {name}, 0x7f) = 0",
    )
    found = run(tmp_path, *((7, plain(line)) for line in lines))
    names = [one.request.name for one in found if one.request is not None]
    assert names[-2:] == ["VFIO_IOMMU_MAP_DMA", "VFIO_DEVICE_PCI_HOT_RESET"]


def test_the_address_of_a_device_is_the_one_that_the_kernel_attached(tmp_path: Path) -> None:
    kernel = (" q-7 [001] ..... 1795248236.000004: attach_device_to_domain: IOMMU: device=0000:41:00.4",)
    found = run(tmp_path, (7, GROUP), (7, CONTAINER), (7, SET_CONTAINER), (7, SET_IOMMU), (7, DEVICE), kernel=kernel)
    made = [one.made for one in found if one.made is not None][-1]
    assert made.address == "0000:41:00.4" and str(made) == "device 0000:41:00.4"


def test_the_address_of_a_device_is_the_one_that_was_asked_for(tmp_path: Path) -> None:
    dump = (
        '1795248236.000009 7 fd=10 req=0x3b6a type=0x3b nr=0x6a size=0 arg=0x7f in="0000:41:00.5" out= ret=13 errno=0'
    )
    files = [
        written(tmp_path, "s", *timed((7, GROUP), (7, CONTAINER), (7, SET_CONTAINER), (7, DEVICE))),
        written(tmp_path, "d", dump),
    ]
    made = [one.made for one in follow(read_traces(files)) if one.made is not None]
    assert made[-1].address == "0000:41:00.5"


def test_a_failed_call_makes_nothing(tmp_path: Path) -> None:
    found = run(tmp_path, (7, KVM), (7, "ioctl(3</dev/kvm>, KVM_CREATE_VM, 0) = -1 ENOMEM (Cannot allocate memory)"))
    assert (found[1].guest, found[1].made) == (None, None)


def test_a_recording_that_begins_late_is_followed_from_what_descriptors_show(tmp_path: Path) -> None:
    found = run(tmp_path, (7, RUN), (7, INFO), (9, RUN))
    assert [one.guest for one in found] == [1, 1, 1]
    assert [str(one.thing) for one in found] == ["vcpu 0", "device 1", "vcpu 0"]


def test_a_dump_alone_is_followed_by_what_requests_can_be_sent_to(tmp_path: Path) -> None:
    record = "1795248236.00000{0} 7 fd={1} req={2} type=0xae nr=0x01 size=0 arg=(nil) in= out=same ret={3} errno=0"
    lines = [record.format(1, 3, "0xae01", 5), record.format(2, 5, "0xae41", 6), record.format(3, 6, "0xae80", 0)]
    found = list(follow(read_traces([written(tmp_path, "d", *lines)])))
    assert [str(one.thing) for one in found] == ["kvm 1", "vm 1", "vcpu 0 of vm 1"]
    assert all(isinstance(one.event, Call) and one.guest == 1 for one in found)
