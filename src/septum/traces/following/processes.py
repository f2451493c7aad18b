"""Which process a thread belongs to, and what its descriptors are."""

import re
from collections.abc import Iterator

from attrs import define, field, frozen

from septum.traces.following.objects import STRONG, Kind, Object

_OF_THE_KERNEL = re.compile(
    r"<idle>|swapper/|kworker|khugepaged|ksoftirqd|migration/|rcu_|rcu-|kcompactd|kswapd|kthreadd|ksmd|watchdog|irq/|"
    r"kauditd|oom_reaper|jbd2|strace$|trace-cmd$|perf$"
)
_NAMED_AFTER = re.compile(r"(?:kvm-pit/|kvm-nx-lpage-recovery-|vhost-)(\d+)$")
_OF_A_MONITOR = re.compile(r"CPU \d+/|.*vcpu|kvm-|call_rcu|worker|IO |vmm|vhost", re.I)
_BEGINS = frozenset(("kvm_update_master_clock", "kvm_apicv_inhibit_changed", "attach_device_to_domain"))
_PLACE, _PLACES = 24, 64
"""Where a process has its memory is remembered in units of 16 MiB, and up to so many of them."""


@frozen
class Slot:
    """What a descriptor's number stands for. `target`: as calls show it, if they do; `since`: microseconds."""

    thing: Object
    target: str | None
    since: int


@define(eq=False)
class Process:
    """A process: its first known thread, its descriptors, its guest's number where it is a monitor."""

    main: int
    command: str | None = None
    guest: int | None = None
    table: dict[int, Slot] = field(factory=dict[int, Slot])
    threads: set[int] = field(factory=set[int])
    attached: set[str] = field(factory=set[str])
    places: set[int] = field(factory=set[int])
    ended: bool = False

    def has(self, kinds: frozenset[Kind]) -> bool:
        """Does it have a descriptor of one of these kinds?"""
        return any(slot.thing.kind in kinds for slot in self.table.values())


@define
class Processes:
    """The processes of a recording.

    A thread belongs to the process that made it, where the recording has clone or fork. Otherwise it belongs to the one
    whose descriptors it uses; among several to the one in whose memory it maps its own, since each process has its
    memory elsewhere; and where that is not known, to the one whose first thread has the next lower number.
    """

    of_thread: dict[int, Process] = field(factory=dict[int, Process])
    everyone: list[Process] = field(factory=list[Process])
    homeless: dict[int, set[int]] = field(factory=dict[int, set[int]])

    def known(self, thread: int) -> Process | None:
        """The process of a thread, where that is known."""
        return self.of_thread.get(thread)

    def new(self, thread: int) -> Process:
        """A process that begins with a thread."""
        process = Process(thread)
        process.places.update(self.homeless.pop(thread, ()))
        self.everyone.append(process)
        self._put(thread, process)
        return process

    def using(self, thread: int, number: int, kind: Kind, label: str | None) -> Process | None:
        """The process, other than the thread's, in which a descriptor's number stands for such a thing."""
        mine = self.of_thread.get(thread)
        found = [
            process
            for process in self.everyone
            if process is not mine and (slot := process.table.get(number)) is not None and _such(slot, kind, label)
        ]
        places = self.homeless.get(thread, mine.places if mine is not None else set[int]())
        if len(found) > 1 and places:
            near = [process for process in found if process.places]
            if near:
                return min(near, key=lambda process: (_distance(places, process.places), process.main))
        return _nearest(found, thread)

    def mapped(self, thread: int, address: int) -> None:
        """A thread mapped memory at an address: so its process is."""
        process = self.of_thread.get(thread)
        places = process.places if process is not None else self.homeless.setdefault(thread, set())
        if len(places) < _PLACES:
            places.add(address >> _PLACE)

    def join(self, thread: int, process: Process) -> None:
        """Let a thread belong to a process; what it had alone goes along."""
        before = self.of_thread.get(thread)
        if before is process:
            return
        if before is not None:
            before.threads.discard(thread)
            if not before.threads:
                self.everyone.remove(before)
                for number, slot in before.table.items():
                    process.table.setdefault(number, slot)
                process.guest = process.guest if process.guest is not None else before.guest
        self._put(thread, process)

    def forked(self, parent: Process, child: int) -> Process:
        """A process that begins as a copy of another."""
        known = self.of_thread.get(child)
        if known is not None and known.main == child:
            return known
        process = self.new(child)
        process.table = dict(parent.table)
        return process

    def end(self, thread: int) -> Process | None:
        """A thread is no more. The process, if this was its last."""
        process = self.of_thread.pop(thread, None)
        if process is None:
            return None
        process.threads.discard(thread)
        if process.threads:
            return None
        process.ended = True
        process.table.clear()
        return process

    def of_kernel_event(self, thread: int, command: str, name: str) -> Process | None:
        """The process for which the kernel did something in a thread; None where it is no monitor's, or not known."""
        process = self.of_thread.get(thread)
        if process is not None:
            process.command = process.command or command
            return process
        named = _NAMED_AFTER.match(command)
        if named is not None:
            return self.of_thread.get(int(named[1]))
        if _OF_THE_KERNEL.match(command):
            return None
        if name in _BEGINS:
            process = self.new(thread)
        else:
            monitors = [
                one
                for one in self.everyone
                if one.main <= thread
                and (one.guest is not None or one.command or one.has(STRONG))
                and (one.command in (None, command) or _OF_A_MONITOR.match(command))
            ]
            process = _nearest(monitors, thread)
            if process is None:
                process = self.new(thread)
            else:
                self._put(thread, process)
        process.command = process.command or command
        return process

    def _put(self, thread: int, process: Process) -> None:
        self.homeless.pop(thread, None)
        self.of_thread[thread] = process
        process.threads.add(thread)

    def __iter__(self) -> Iterator[Process]:
        return iter(self.everyone)


def _distance(some: set[int], others: set[int]) -> int:
    return min(abs(one - other) for one in some for other in others)


def _such(slot: Slot, kind: Kind, label: str | None) -> bool:
    return slot.thing.kind is kind and (label is None or slot.thing.label in (None, label))


def _nearest(processes: list[Process], thread: int) -> Process | None:
    """Of several, one that has not ended, whose first thread comes before, as near as can be."""
    if not processes:
        return None
    return max(
        processes, key=lambda one: (not one.ended, one.main <= thread, one.main if one.main <= thread else -one.main)
    )
