"""From a descriptor in a call to the object behind it; numbers that are closed and used again."""

from attrs import define, evolve, field

from septum.traces.decoding import kvm_device
from septum.traces.decoding.requests import candidates
from septum.traces.events import Call, Descriptor
from septum.traces.following.objects import STRONG, Kind, Object, kind_of
from septum.traces.following.processes import Process, Slot
from septum.traces.following.returned import returned_descriptor


@define
class Descriptors:
    """The objects of a recording, and how descriptors lead to them."""

    counts: dict[Kind, int] = field(factory=dict[Kind, int])
    kinds: dict[str, tuple[Kind, str | None] | None] = field(factory=dict[str, tuple[Kind, str | None] | None])
    containers: dict[Object, Object] = field(factory=dict[Object, Object])

    def shown(self, descriptor: Descriptor | None) -> tuple[Kind, str | None] | None:
        """What a descriptor's text says that it is open on."""
        if descriptor is None or descriptor.target is None:
            return None
        if descriptor.target not in self.kinds:
            self.kinds[descriptor.target] = kind_of(descriptor.target)
        return self.kinds[descriptor.target]

    def plausible(self, process: Process, number: int, kind: Kind, label: str | None) -> bool:
        """Is this what the number stands for in a process?"""
        slot = process.table.get(number)
        return slot is not None and slot.thing.kind is kind and label in (None, slot.thing.label)

    def provisional(self, process: Process) -> bool:
        """May the process be a thread of another? Nothing yet says that it is a monitor by itself."""
        return process.guest is None and not process.has(STRONG)

    def looked_up(self, process: Process | None, descriptor: Descriptor | None) -> Object | None:
        """What a descriptor of a call other than ioctl stands for, where that is known."""
        if process is None or descriptor is None:
            return None
        slot = process.table.get(descriptor.number)
        return slot.thing if slot is not None else None

    def has(self, process: Process | None, thing: Object | None) -> bool:
        """Does a descriptor of the process lead to it?"""
        return process is not None and any(slot.thing is thing for slot in process.table.values())

    def resolve(self, process: Process, call: Call) -> Object | None:
        """What the descriptor of an ioctl stands for; what is new is made, as far as its kind is known."""
        descriptor = call.descriptor
        if descriptor is None:
            return None
        slot = process.table.get(descriptor.number)
        if descriptor.target is not None:
            if slot is not None and slot.target is descriptor.target:
                return slot.thing
            shown = self.shown(descriptor)
            if shown is None:
                return None
            kind, label = shown
            if slot is not None and slot.thing.kind is kind and label in (None, slot.thing.label):
                process.table[descriptor.number] = Slot(slot.thing, descriptor.target, slot.since)
                return slot.thing
            if slot is not None and kind is Kind.KVM_DEVICE and slot.thing.kind is kind and slot.thing.label is None:
                thing = evolve(slot.thing, label=label)
            else:
                thing = self.new(kind, label, part_of=self._vm(process) if kind is Kind.VCPU else None)
            process.table[descriptor.number] = Slot(thing, descriptor.target, call.time)
            return thing
        possible = self.possible_kinds(call)
        if slot is not None and (slot.thing.kind in possible or not possible):
            return slot.thing
        if set(possible) == {Kind.CONTAINER, Kind.IOMMUFD}:
            possible = (Kind.CONTAINER,)  # what is an iommufd is asked for more than a container can do
        if len(possible) != 1:
            return slot.thing if slot is not None and not possible else None
        thing = self.new(possible[0], None)
        process.table[descriptor.number] = Slot(thing, None, call.time)
        return thing

    def possible_kinds(self, call: Call) -> tuple[Kind, ...]:
        """What an ioctl's request can be sent to."""
        found = candidates(call.arguments[0]) if call.arguments else ()
        return tuple(dict.fromkeys(Kind(kind) for request in found for kind in request.kinds))

    def new(
        self,
        kind: Kind,
        label: str | None = None,
        address: str | None = None,
        part_of: Object | None = None,
    ) -> Object:
        """The next object of its kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return Object(kind, self.counts[kind], label, address, part_of)

    def put(self, process: Process, number: int, thing: Object | None, target: str | None, time: int) -> None:
        """From now on a number stands for this, or for nothing that matters."""
        if thing is None:
            process.table.pop(number, None)
        else:
            process.table[number] = Slot(thing, target, time)

    def made(self, process: Process, call: Call, name: str, thing: Object | None) -> Object | None:
        """What a successful ioctl made, with its descriptor; and which container a group is in."""
        match name:
            case "KVM_CREATE_VM":
                return self._returned(process, call, Kind.VM)
            case "KVM_CREATE_VCPU":
                return self._returned(process, call, Kind.VCPU, _decimal(call), part_of=thing)
            case "KVM_GET_STATS_FD":
                return self._returned(process, call, Kind.STATISTICS, part_of=thing)
            case "KVM_CREATE_GUEST_MEMFD":
                return self._returned(process, call, Kind.MEMORY, part_of=thing)
            case "KVM_CREATE_DEVICE":
                return self._kvm_device(process, call)
            case "VFIO_GROUP_SET_CONTAINER":
                self._contain(process, call, thing)
            case "VFIO_GROUP_GET_DEVICE_FD":
                return self._returned(process, call, Kind.DEVICE, None, self._address(process, call), thing)
            case _:
                pass
        return None

    def _returned(
        self,
        process: Process,
        call: Call,
        kind: Kind,
        label: str | None = None,
        address: str | None = None,
        part_of: Object | None = None,
    ) -> Object | None:
        number, target = returned_descriptor(call)
        if number is None:
            return None
        thing = self.new(kind, label, address, part_of)
        self.put(process, number, thing, target, call.time)
        return thing

    def _kvm_device(self, process: Process, call: Call) -> Object | None:
        """struct kvm_create_device: type, fd, flags; flags 1 only asks whether there is such a type."""
        if call.returned is None or len(call.returned) < 12 or call.returned[8] & 1:
            return None
        thing = self.new(Kind.KVM_DEVICE, kvm_device(int.from_bytes(call.returned[:4], "little")))
        self.put(process, int.from_bytes(call.returned[4:8], "little", signed=True), thing, None, call.time)
        return thing

    def _contain(self, process: Process, call: Call, group: Object | None) -> None:
        if group is None:
            return
        container: Object | None = None
        if call.given is not None and len(call.given) >= 4:
            slot = process.table.get(int.from_bytes(call.given[:4], "little", signed=True))
            container = slot.thing if slot is not None else None
        else:
            there = [s.thing for s in process.table.values() if s.thing.kind in (Kind.CONTAINER, Kind.IOMMUFD)]
            container = max(there, key=lambda one: one.number, default=None)
        if container is not None:
            self.containers[group] = container

    def _address(self, process: Process, call: Call) -> str | None:
        """The PCI address that GET_DEVICE_FD names, or the only one that the kernel attached for this process."""
        if call.given is not None:
            return call.given.partition(b"\0")[0].decode("ascii", "replace") or None
        argument = call.arguments[1] if len(call.arguments) > 1 else ""
        if argument.startswith('"'):
            return argument.strip('"').split()[0]
        return next(iter(process.attached)) if len(process.attached) == 1 else None

    def _vm(self, process: Process) -> Object | None:
        machines = [slot.thing for slot in process.table.values() if slot.thing.kind is Kind.VM]
        return max(machines, key=lambda one: one.number, default=None)


def _decimal(call: Call) -> str | None:
    try:
        return str(int(call.arguments[1], 0))
    except (IndexError, ValueError):
        return None
