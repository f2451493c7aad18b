"""Threads to guests: by clone, by descriptors, by what the kernel says."""

from pathlib import Path

from followed_lines import CONTAINER, GROUP, KVM, RUN, SET_CONTAINER, SET_IOMMU, VCPU, VM, run
from recorded_lines import written

from septum.traces.following import follow
from septum.traces.reading import read_traces


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


def test_a_process_that_only_takes_a_device_is_a_guest_too(tmp_path: Path) -> None:
    found = run(tmp_path, (7, CONTAINER), (7, GROUP), (7, SET_CONTAINER), (7, SET_IOMMU))
    assert [one.guest for one in found] == [None, None, 1, 1]


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


def test_of_two_processes_with_the_same_numbers_a_thread_belongs_to_the_one_in_whose_memory_it_is(
    tmp_path: Path,
) -> None:
    def mapped(address: str) -> str:
        return f"mmap(NULL, 134217728, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = {address}"

    found = run(
        tmp_path,
        (7, mapped("0x7f1000000000")),
        (8, mapped("0x7fd200000000")),
        (7, KVM),
        (7, VM),
        (8, KVM),
        (8, VM),
        (9, mapped("0x7f0ff0000000")),
        (9, VCPU),
        (10, mapped("0x7fd1f0000000")),
        (10, VCPU),
        (9, RUN),
    )
    assert [one.guest for one in found if one.request is not None] == [1, 2, 1, 2, 1]
