"""ftrace's text, of the trace file, of trace-cmd and of perf."""

from pathlib import Path

import pytest
from recorded_lines import events, kernel_event

from septum.traces.events import Unread

MAP = "map: IOMMU: iova=0x0000000000100000 - 0x0000000000300000 paddr=0x000000010a900000 size=2097152"


@pytest.mark.parametrize(
    "head",
    [
        " qemu-system-x86-228     [001] ..... 1795248238.578110: ",
        " qemu-system-x86-228     [001] d.h2. 1795248238.578110: ",
        " qemu-system-x86-228     [001] d..1  1795248238.578110: ",
        " qemu-system-x86-228     (    200) [001] ..... 1795248238.578110: ",
        " qemu-system-x86-228   [001]  1795248238.578110: ",
        " qemu-system-x86   228 [001]  1795248238.578110: iommu:",
        " qemu-system-x86-228   [001]  1795248238.578110999: ",
    ],
)
def test_an_event_is_read_whoever_wrote_it(head: str, tmp_path: Path) -> None:
    found = kernel_event(tmp_path, head + MAP)
    assert (found.command, found.thread, found.cpu, found.time) == ("qemu-system-x86", 228, 1, 1795248238578110)
    assert (found.system, found.name, found.fields["iova"], found.fields["end"], found.fields["paddr"]) == (
        "iommu",
        "map",
        "0x0000000000100000",
        "0x0000000000300000",
        "0x000000010a900000",
    )


def test_a_thread_whose_name_has_blanks_and_dashes_is_one_name(tmp_path: Path) -> None:
    line = "       CPU 0/KVM-531     [003] d.H2. 1796000270.760001: kvm_msi_set_irq: dst 0 vec 41 (Fixed|physical|edge)"
    found = kernel_event(tmp_path, line)
    assert (found.command, found.thread, found.system, found.fields["vec"]) == ("CPU 0/KVM", 531, "kvm", "41")


def test_values_with_blanks_in_them_stay_whole(tmp_path: Path) -> None:
    line = (
        " rcu_preempt-15      [001] d..2. 1795249798.016450: sched_switch: prev_comm=rcu_preempt prev_pid=15 "
        "prev_prio=120 prev_state=I ==> next_comm=CPU 0/KVM next_pid=252 next_prio=120"
    )
    fields = kernel_event(tmp_path, line).fields
    assert (fields["next_comm"], fields["next_pid"], fields["prev_state"]) == ("CPU 0/KVM", "252", "I")


def test_headers_are_no_events(tmp_path: Path) -> None:
    event = " q-1 [001] ..... 1.578110: " + MAP
    assert len(events(tmp_path, "# tracer: nop", "#", "cpus=2", "version = 6", "", event)) == 1


@pytest.mark.parametrize(
    ("line", "count"),
    [("CPU:1 [LOST 20 EVENTS]", "20 events"), ("# entries-in-buffer/entries-written: 10/30   #P:2", "20 events")],
)
def test_events_that_the_kernel_lost_are_reported(line: str, count: str, tmp_path: Path) -> None:
    found = events(tmp_path, " q-1 [001] ..... 1.578110: " + MAP, line)
    assert isinstance(found[1], Unread) and count in found[1].reason


def test_a_line_that_is_none_of_ftrace_is_reported(tmp_path: Path) -> None:
    found = events(tmp_path, " q-1 [001] ..... 1.578110: " + MAP, " q-1 [001] ..... 1.57811")
    assert isinstance(found[1], Unread) and found[1].at.line == 2
