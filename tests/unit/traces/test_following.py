"""Descriptors to objects, threads to guests."""

import re
from pathlib import Path

from recorded_lines import written

from septum.traces.events import Call
from septum.traces.following import Followed, Kind, follow
from septum.traces.reading import read_traces

KVM = 'openat(AT_FDCWD</>, "/dev/kvm", O_RDWR|O_CLOEXEC) = 3</dev/kvm>'
VM = "ioctl(3</dev/kvm>, KVM_CREATE_VM, 0) = 8<anon_inode:kvm-vm>"
VCPU = "ioctl(8<anon_inode:kvm-vm>, KVM_CREATE_VCPU, 0) = 9<anon_inode:kvm-vcpu:0>"
RUN = "ioctl(9<anon_inode:kvm-vcpu:0>, KVM_RUN, 0) = 0"
GROUP = 'openat(AT_FDCWD</>, "/dev/vfio/10", O_RDWR) = 10</dev/vfio/10>'
CONTAINER = 'openat(AT_FDCWD</>, "/dev/vfio/vfio", O_RDWR) = 11</dev/vfio/vfio>'
SET_CONTAINER = "ioctl(10</dev/vfio/10>, VFIO_GROUP_SET_CONTAINER, 0x7f) = 0"
SET_IOMMU = "ioctl(11</dev/vfio/vfio>, VFIO_SET_IOMMU, 0x3) = 0"
DEVICE = "ioctl(10</dev/vfio/10>, VFIO_GROUP_GET_DEVICE_FD, 0x7f) = 13"
INFO = "ioctl(13<anon_inode:[vfio-device]>, VFIO_DEVICE_GET_INFO, 0x7f) = 0"


def timed(*lines: tuple[int, str]) -> list[str]:
    """Lines of threads, a microsecond apart."""
    return [f"{thread} 1795248236.{number:06} {line}" for number, (thread, line) in enumerate(lines, 1)]


def run(folder: Path, *lines: tuple[int, str], kernel: tuple[str, ...] = ()) -> list[Followed]:
    """What is followed in lines of strace, with lines of ftrace beside them."""
    files = [written(folder, "s", *timed(*lines))]
    if kernel:
        files.append(written(folder, "k", *kernel))
    return list(follow(read_traces(files)))


def plain(text: str) -> str:
    """A line as strace without -y writes it."""
    return re.sub(r"(\d)<[^>]*>", r"\1", text).replace("AT_FDCWD</>", "AT_FDCWD")


def test_a_virtual_machine_makes_a_guest_and_its_parts_belong_to_it(tmp_path: Path) -> None:
    found = run(tmp_path, (7, KVM), (7, VM), (7, VCPU), (7, RUN))
    assert [one.guest for one in found] == [None, 1, 1, 1]
    assert [str(one.made) for one in found[:3]] == ["kvm 1", "vm 1", "vcpu 0 of vm 1"]
    assert found[3].thing == found[2].made and found[3].request is not None and found[3].request.name == "KVM_RUN"


def test_guests_are_numbered_in_the_order_in_which_they_are_made(tmp_path: Path) -> None:
    found = run(tmp_path, (7, KVM), (9, KVM), (9, VM), (7, VM), (7, VCPU), (9, VCPU))
    assert [one.guest for one in found] == [None, None, 1, 2, 2, 1]


def test_a_thread_belongs_to_the_process_whose_descriptors_it_uses(tmp_path: Path) -> None:
    found = run(tmp_path, (7, KVM), (7, VM), (9, VCPU), (9, RUN))
    assert found[3].guest == 1 and found[3].thing == found[2].made


def test_of_two_processes_with_the_same_numbers_a_thread_belongs_to_the_next_lower_one(tmp_path: Path) -> None:
    found = run(tmp_path, (7, KVM), (7, VM), (20, KVM), (20, VM), (21, VCPU), (8, VCPU), (21, RUN), (8, RUN))
    assert [one.guest for one in found[4:]] == [2, 1, 2, 1]


def test_a_thread_that_is_cloned_belongs_to_its_process_whatever_its_number(tmp_path: Path) -> None:
    clone = "clone3({flags=CLONE_VM|CLONE_FILES|CLONE_THREAD, stack=0x7f} => {parent_tid=[21]}, 88) = 21"
    found = run(tmp_path, (7, KVM), (7, VM), (20, KVM), (20, VM), (7, clone), (21, VCPU))
    assert found[5].guest == 1


def test_a_process_that_is_forked_has_its_own_descriptors(tmp_path: Path) -> None:
    fork = "clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = 8"
    found = run(tmp_path, (7, fork), (8, KVM), (8, VM), (7, KVM), (7, VM))
    assert [one.guest for one in found] == [None, None, 1, None, 2]


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


def test_a_process_that_only_takes_a_device_is_a_guest_too(tmp_path: Path) -> None:
    found = run(tmp_path, (7, CONTAINER), (7, GROUP), (7, SET_CONTAINER), (7, SET_IOMMU))
    assert [one.guest for one in found] == [None, None, 1, 1]


def test_a_failed_call_makes_nothing(tmp_path: Path) -> None:
    found = run(tmp_path, (7, KVM), (7, "ioctl(3</dev/kvm>, KVM_CREATE_VM, 0) = -1 ENOMEM (Cannot allocate memory)"))
    assert (found[1].guest, found[1].made) == (None, None)


def test_what_the_kernel_did_in_a_threads_name_belongs_to_its_guest(tmp_path: Path) -> None:
    event = " qemu-8 [001] ..... 1795248236.000009: map: IOMMU: iova=0x0 - 0x1000 paddr=0x5000 size=4096"
    other = " kworker/0:1-6 [001] ..... 1795248236.000009: kvm_unmap_hva_range: mmu notifier unmap range: 0x0 -- 0x1"
    first = " qemu-7 [001] ..... 1795248236.000003: kvm_track_tsc: vcpu_id 0"
    found = run(tmp_path, (7, KVM), (7, VM), kernel=(first, event, other))
    assert [one.guest for one in found[2:]] == [1, 1, None]


def test_guests_are_told_apart_in_a_recording_of_the_kernel_alone(tmp_path: Path) -> None:
    lines = (
        " qemu-7 [000] ..... 1.000001: kvm_update_master_clock: masterclock 0",
        " CPU 0/KVM-9 [000] ..... 1.000002: kvm_page_fault: vcpu 0 rip 0xfff0",
        " qemu-7 [000] ..... 1.000003: attach_device_to_domain: IOMMU: device=0000:41:00.4",
        " qemu-20 [000] ..... 1.000004: kvm_update_master_clock: masterclock 0",
        " CPU 0/KVM-22 [000] ..... 1.000005: kvm_page_fault: vcpu 0 rip 0xfff0",
        " CPU 0/KVM-9 [000] ..... 1.000006: kvm_page_fault: vcpu 0 rip 0xfff0",
        " qemu-8 [000] ..... 1.000007: map: IOMMU: iova=0x0 - 0x1000 paddr=0x5000 size=4096",
    )
    found = list(follow(read_traces([written(tmp_path, "k", *lines)])))
    assert [one.guest for one in found] == [1, 1, 1, 2, 2, 1, 1]


def test_the_end_of_a_guests_last_thread_is_its_end(tmp_path: Path) -> None:
    found = run(tmp_path, (7, KVM), (7, VM), (9, VCPU), (9, "+++ exited with 0 +++"), (7, "+++ exited with 0 +++"))
    assert [one.gone for one in found] == [None, None, None, None, 1]


def test_a_thread_number_that_is_used_again_is_another_thread(tmp_path: Path) -> None:
    found = run(tmp_path, (7, KVM), (7, VM), (7, "+++ exited with 0 +++"), (7, KVM), (7, VM))
    assert (found[1].guest, found[4].guest) == (1, 2)


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
