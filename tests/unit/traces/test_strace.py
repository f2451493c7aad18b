"""strace's text in the ways in which it is written."""

from pathlib import Path

import pytest
from recorded_lines import call, calls, events, written

from septum.traces.events import Call, Descriptor, Ended, Place, Unread
from septum.traces.reading import read_traces

KVM_RUN = "ioctl(10<anon_inode:kvm-vcpu:0>, KVM_RUN, 0) = 0"


@pytest.mark.parametrize(
    ("head", "thread", "time"),
    [
        ("228   1795248236.324374 ", 228, 1795248236324374),
        ("228<qemu-system-x86> 1795248236.324374 ", 228, 1795248236324374),
        ("[pid   228] 1795248236.324374 ", 228, 1795248236324374),
        ("[pid 228<qemu>] 1795248236.324374 ", 228, 1795248236324374),
        ("1795248236.324374 ", 0, 1795248236324374),
        ("228 1795248236 ", 228, 1795248236000000),
        ("228 01:02:03.000004 ", 228, 3723000004),
        ("228 01:02:03 ", 228, 3723000000),
        ("228   ", 228, 0),
        ("", 0, 0),
        ("228   1795248236.324374 [000000000041a2b3] ", 228, 1795248236324374),
    ],
)
def test_the_head_of_a_line_is_read_however_strace_was_called(
    head: str, thread: int, time: int, tmp_path: Path
) -> None:
    found = call(tmp_path, head + KVM_RUN)
    assert (found.thread, found.time, found.name, found.result) == (thread, time, "ioctl", "0")


def test_times_since_the_line_before_are_added_up(tmp_path: Path) -> None:
    found = calls(tmp_path, f"7      0.000000 {KVM_RUN}", f"7      0.000250 {KVM_RUN}", f"7      0.000100 {KVM_RUN}")
    assert [one.time for one in found] == [0, 250, 350]


def test_times_of_the_day_go_on_after_midnight(tmp_path: Path) -> None:
    found = calls(tmp_path, f"7 23:59:59.000000 {KVM_RUN}", f"7 00:00:01.000000 {KVM_RUN}")
    assert found[1].time - found[0].time == 2_000_000


def test_the_two_halves_of_a_call_are_joined_by_thread_and_not_by_line(tmp_path: Path) -> None:
    first, second = calls(
        tmp_path,
        "7 1795248236.000001 ioctl(10<anon_inode:kvm-vcpu:0>, KVM_RUN <unfinished ...>",
        "8 1795248236.000002 ioctl(3</dev/kvm>, KVM_CHECK_EXTENSION, KVM_CAP_MCE <unfinished ...>",
        "7 1795248236.000003 <... ioctl resumed>, 0) = -1 EINTR (Interrupted system call)",
        "8 1795248236.000004 <... ioctl resumed>) = 32",
    )
    assert (first.arguments, first.error, first.time % 10, first.ended) == (
        ("KVM_RUN", "0"),
        "EINTR",
        1,
        1795248236000003,
    )
    assert (second.arguments, second.result, second.at.line) == (("KVM_CHECK_EXTENSION", "KVM_CAP_MCE"), "32", 2)


def test_a_half_that_ends_in_a_comma_is_joined_as_if_it_had_been_one_line(tmp_path: Path) -> None:
    (found,) = calls(
        tmp_path, "7 1.0 read(5<anon_inode:[eventfd]>,  <unfinished ...>", '7 1.1 <... read resumed>"\\1\\0", 8) = 8'
    )
    assert (found.descriptor, found.arguments) == (Descriptor(5, "anon_inode:[eventfd]"), ('"\\1\\0"', "8"))


def test_a_call_that_never_returns_is_reported_when_its_thread_ends(tmp_path: Path) -> None:
    found = events(
        tmp_path,
        "7 1795248236.000001 ioctl(10<anon_inode:kvm-vcpu:0>, KVM_RUN <unfinished ...>",
        "7 1795248236.000002 +++ killed by SIGKILL +++",
    )
    assert isinstance(found[0], Call) and found[0].result is None and found[0].arguments == ("KVM_RUN",)
    assert found[1] == Ended(found[1].at, 1795248236000002, 7, "killed by SIGKILL")


@pytest.mark.parametrize("ending", ["unfinished", "detached"])
def test_a_call_that_never_returns_is_reported_at_the_end_of_the_file(ending: str, tmp_path: Path) -> None:
    (found,) = calls(tmp_path, f"7 1795248236.000001 ioctl(10<anon_inode:kvm-vcpu:0>, KVM_RUN <{ending} ...>")
    assert (found.result, found.error) == (None, None)


def test_a_call_that_the_exit_of_its_process_cut_short_has_no_result(tmp_path: Path) -> None:
    (found,) = calls(
        tmp_path, "7 1.0 ppoll([{fd=4}], 1, NULL <unfinished ...>", "7 1.1 <... ppoll resumed> <unfinished ...>) = ?"
    )
    assert (found.name, found.result) == ("ppoll", None)


@pytest.mark.parametrize(
    ("outcome", "result", "error"),
    [
        ("= 0", "0", None),
        ("= -1 EBUSY (Device or resource busy)", "-1", "EBUSY"),
        ("= 8<anon_inode:kvm-vm>", "8<anon_inode:kvm-vm>", None),
        ("= 5</a b/c (d) = e>", "5</a b/c (d) = e>", None),
        ("= ? ERESTARTSYS (To be restarted if SA_RESTART is set)", None, "ERESTARTSYS"),
        ("= ?", None, None),
        ("= 0 (KVM_EXIT_IO)", "0", None),
        ("= -1 (errno 524)", "-1", "524"),
        ("       = 0x5605acf38000", "0x5605acf38000", None),
    ],
)
def test_results_are_read_with_their_errors(
    outcome: str, result: str | None, error: str | None, tmp_path: Path
) -> None:
    found = call(tmp_path, f"7 1795248236.000001 ioctl(3</dev/kvm>, KVM_CREATE_VM, 0) {outcome}")
    assert (found.result, found.error) == (result, error)


def test_how_long_a_call_took_gives_its_end(tmp_path: Path) -> None:
    found = call(tmp_path, "7 1795248236.000001 close(5</dev/vfio/10<char 244:0>>) = 0 <0.000193>")
    assert (found.ended, found.descriptor) == (1795248236000194, Descriptor(5, "/dev/vfio/10"))


@pytest.mark.parametrize(
    ("text", "descriptor"),
    [
        ("10</dev/vfio/10<char 244:0>>", Descriptor(10, "/dev/vfio/10")),
        ("5</memfd:test>(deleted)", Descriptor(5, "/memfd:test")),
        ("13<anon_inode:[vfio-device]>", Descriptor(13, "anon_inode:[vfio-device]")),
        ("7", Descriptor(7, None)),
        ("-1", Descriptor(-1, None)),
    ],
)
def test_descriptors_are_read_with_and_without_what_they_are_open_on(
    text: str, descriptor: Descriptor, tmp_path: Path
) -> None:
    assert call(tmp_path, f"7 1.0 ioctl({text}, KVM_CREATE_VM, 0) = 0").descriptor == descriptor


def test_an_argument_that_holds_what_ends_a_call_does_not_end_it(tmp_path: Path) -> None:
    found = call(tmp_path, '7 1.0 write(1<pipe:[3]>, "x) = 3, {", 9) = 9')
    assert (found.arguments, found.result) == (('"x) = 3, {"', "9"), "9")


def test_a_structure_stays_one_argument(tmp_path: Path) -> None:
    inside = "{slot=0, flags=0, guest_phys_addr=0, memory_size=4096, userspace_addr=0x7f}"
    found = call(tmp_path, f"7 1.0 ioctl(8<anon_inode:kvm-vm>, KVM_SET_USER_MEMORY_REGION, {inside}) = 0")
    assert found.arguments == ("KVM_SET_USER_MEMORY_REGION", inside)


def test_a_request_that_strace_does_not_know_stays_whole(tmp_path: Path) -> None:
    found = call(tmp_path, "7 1.0 ioctl(8, _IOC(_IOC_READ|_IOC_WRITE, 0xae, 0xd4, 0x40), 0x7ffd) = 9")
    assert found.arguments == ("_IOC(_IOC_READ|_IOC_WRITE, 0xae, 0xd4, 0x40)", "0x7ffd")


def test_signals_and_what_strace_says_of_itself_are_no_calls(tmp_path: Path) -> None:
    lines = (
        "7 1.0 --- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_TKILL, si_pid=7, si_uid=0} ---",
        "strace: Process 8 attached",
        "[ Process PID=7 runs in 32 bit mode. ]",
        "7 1.1 close(3) = 0",
    )
    assert [type(one) for one in events(tmp_path, *lines)] == [Call]


def test_a_line_that_no_rule_fits_is_reported_and_not_dropped(tmp_path: Path) -> None:
    found = events(tmp_path, "7 1795248236.000001 close(3) = 0", "7 1795248236.000002 ioctl(3</dev/kv")
    assert isinstance(found[1], Unread)
    assert found[1].at == Place(found[1].at.file, 2) and "ioctl(3</dev/kv" in found[1].text


def test_a_second_half_without_its_first_is_reported(tmp_path: Path) -> None:
    (found,) = events(tmp_path, "7 1795248236.000002 <... ioctl resumed>, 0) = 0")
    assert isinstance(found, Unread) and "beginning" in found.reason


def test_threads_of_a_file_for_each_are_told_by_its_name(tmp_path: Path) -> None:
    names = [written(tmp_path, f"run.{thread}", f"1795248236.{thread:06} {KVM_RUN}") for thread in (9, 8)]
    assert [event.thread for event in read_traces(names) if isinstance(event, Call)] == [8, 9]
