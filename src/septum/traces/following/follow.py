"""Every event of a recording with the object that it is about and the guest for which it happened."""

from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from septum.traces.decoding import Request, find_request
from septum.traces.events import Call, Descriptor, Ended, Event, KernelEvent
from septum.traces.following.descriptors import Descriptors
from septum.traces.following.made import made_by
from septum.traces.following.objects import Kind, Object
from septum.traces.following.processes import Process, Processes
from septum.traces.reading.strace_calls import descriptor_of


@frozen
class Followed:
    """An event, and what is known of it from those before.

    `guest`: for whom it happened, from 1 in the order in which guests were made; None where nobody's guest, or no
    guest yet. `thing`: what a call is about; `request`: what an ioctl asks, None where that is not known; `made`: what
    a successful call made; `freed`: what no descriptor of the process leads to any more; `gone`: the guest whose last
    known thread ended with this event.
    """

    event: Event
    guest: int | None = None
    thing: Object | None = None
    request: Request | None = None
    made: Object | None = None
    freed: Object | None = None
    gone: int | None = None


_MAKES_A_GUEST = frozenset(
    (
        "KVM_CREATE_VM",
        "VFIO_GROUP_SET_CONTAINER",
        "VFIO_GROUP_GET_DEVICE_FD",
        "VFIO_SET_IOMMU",
        "VFIO_DEVICE_BIND_IOMMUFD",
        "IOMMU_IOAS_ALLOC",
    )
)
_OF_A_GUEST = frozenset((Kind.VM, Kind.VCPU, Kind.DEVICE))
_EVENTS_OF_A_GUEST = "attach_device_to_domain"


def follow(events: Iterable[Event]) -> Iterator[Followed]:
    """Every event, in its order, with what it is about.

    A guest is a process that makes a virtual machine or takes a device: whatever such a process does, it does as part
    of its guest.
    """
    return _Follower().follow(events)


@define
class _Follower:
    processes: Processes = field(factory=Processes)
    descriptors: Descriptors = field(factory=Descriptors)
    guests: int = 0

    def follow(self, events: Iterable[Event]) -> Iterator[Followed]:
        for event in events:
            if isinstance(event, Call):
                yield self._call(event)
            elif isinstance(event, KernelEvent):
                yield self._kernel_event(event)
            elif isinstance(event, Ended):
                yield self._ended(event)
            else:
                yield Followed(event)

    def _call(self, call: Call) -> Followed:
        if call.name != "ioctl":
            if call.name == "mmap" and call.error is None and call.result is not None and call.result.startswith("0x"):
                self.processes.mapped(call.thread, int(call.result, 16))
            about = _about(call)
            process = self.processes.known(call.thread) or self._having(call.thread, about)
            thing = self.descriptors.looked_up(process, about)
            made = made_by(call, self.processes, self.descriptors)
            freed = thing if call.name == "close" and not self.descriptors.has(process, thing) else None
            return Followed(call, process.guest if process is not None else None, thing, None, made, freed)
        text = call.arguments[0] if call.arguments else ""
        process, thing = self._usual(call)
        if thing is None:
            process = self._process(call)
            if process is None:
                return Followed(call, None, None, find_request(text, None))
            thing = self.descriptors.resolve(process, call)
        assert process is not None
        request = find_request(text, thing.kind if thing is not None else None)
        made = None
        if request is not None and call.error is None and call.result is not None:
            if process.guest is None and request.name in _MAKES_A_GUEST:
                self._make_guest(process)
            made = self.descriptors.made(process, call, request.name, thing)
        if process.guest is None and thing is not None and thing.kind in _OF_A_GUEST:
            self._make_guest(process)
        return Followed(call, process.guest, thing, request, made)

    def _usual(self, call: Call) -> tuple[Process | None, Object | None]:
        """The process of a thread that is known, and what the descriptor stood for when it was last shown like this."""
        process, descriptor = self.processes.known(call.thread), call.descriptor
        if process is not None and descriptor is not None and descriptor.target is not None:
            slot = process.table.get(descriptor.number)
            if slot is not None and slot.target is descriptor.target:
                return process, slot.thing
        return process, None

    def _having(self, thread: int, descriptor: Descriptor | None) -> Process | None:
        """The process that a thread shows itself to be of, by a descriptor that is shown."""
        shown = self.descriptors.shown(descriptor)
        if descriptor is None or shown is None:
            return None
        process = self.processes.using(thread, descriptor.number, *shown)
        if process is not None:
            self.processes.join(thread, process)
        return process

    def _process(self, call: Call) -> Process | None:
        """The process of an ioctl's thread: as known, or by what the descriptor shows."""
        process = self.processes.known(call.thread)
        shown = self.descriptors.shown(call.descriptor)
        if call.descriptor is None:
            return process
        if shown is not None:
            kind, label = shown
            if process is None or not self.descriptors.plausible(process, call.descriptor.number, kind, label):
                other = self.processes.using(call.thread, call.descriptor.number, kind, label)
                if other is not None and (process is None or self.descriptors.provisional(process)):
                    self.processes.join(call.thread, other)
                    return other
        elif process is None and find_request(call.arguments[0] if call.arguments else "", None) is None:
            return self._sharing(call)
        elif process is None:
            return self._sharing(call) or self.processes.new(call.thread)
        return process if process is not None or shown is None else self.processes.new(call.thread)

    def _sharing(self, call: Call) -> Process | None:
        """Where descriptors are not shown: the process in which the number stands for what the request can be for."""
        assert call.descriptor is not None
        for kind in self.descriptors.possible_kinds(call):
            other = self.processes.using(call.thread, call.descriptor.number, kind, None)
            if other is not None:
                self.processes.join(call.thread, other)
                return other
        return None

    def _kernel_event(self, event: KernelEvent) -> Followed:
        if event.system not in ("kvm", "iommu"):
            process = self.processes.known(event.thread)
            return Followed(event, process.guest if process is not None else None)
        process = self.processes.of_kernel_event(event.thread, event.command, event.name)
        if process is None:
            return Followed(event)
        if event.name == _EVENTS_OF_A_GUEST:
            address = event.fields.get("device")
            if address:
                process.attached.add(address)
        if process.guest is None and (event.name == _EVENTS_OF_A_GUEST or event.system == "kvm"):
            self._make_guest(process)
        return Followed(event, process.guest)

    def _ended(self, event: Ended) -> Followed:
        process = self.processes.known(event.thread)
        guest = process.guest if process is not None else None
        gone = self.processes.end(event.thread)
        return Followed(event, guest, gone=gone.guest if gone is not None else None)

    def _make_guest(self, process: Process) -> None:
        self.guests += 1
        process.guest = self.guests


def _about(call: Call) -> Descriptor | None:
    """The descriptor that a call is about: its first argument, or what it maps."""
    if call.name == "mmap" and len(call.arguments) > 4:
        return descriptor_of(call.arguments[4])
    return call.descriptor
