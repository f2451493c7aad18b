"""What a monitor's calls say of a run: guests, memory slots, maps that it asks for, interrupts, resets."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import field, frozen

from septum.traces.events import Call
from septum.traces.following import Followed
from septum.traces.recording.arguments import (
    dma_map,
    dma_unmap,
    interrupt_source,
    interrupt_target,
    memory_region,
    unmapped_bytes,
)
from septum.traces.recording.linux_interrupts import Wires
from septum.traces.recording.physical import (
    Attach,
    Detach,
    Map,
    PhysicalEvent,
    Reset,
    Slot,
    Start,
    Unmap,
)


@frozen
class Monitors:
    """What is known of monitors so far. It lives as long as the reading of one recording.

    `functions`: for each group the functions that were taken out of it; `wires`: where interrupts lead; `unread`: how
    many calls whose arguments the recording does not show, by request.
    """

    functions: dict[str, dict[str, None]] = field(factory=dict[str, dict[str, None]])
    wires: Wires = field(factory=Wires)
    running: set[int] = field(factory=set[int])
    unread: dict[str, int] = field(factory=dict[str, int])

    def events(self, followed: Followed, call: Call, guest: int) -> Iterator[PhysicalEvent]:
        """What a call of a guest's monitor says."""
        if followed.request is not None:
            handler = _HANDLERS.get(followed.request.name)
            if handler is not None:
                yield from handler(self, followed, call, guest)

    def missing(self, name: str) -> None:
        """Note a call whose arguments are not shown."""
        self.unread[name] = self.unread.get(name, 0) + 1


def name_of(guest: int) -> str:
    """How a run calls a guest."""
    return f"guest {guest}"


def _run(monitors: Monitors, _: Followed, call: Call, guest: int) -> Iterator[PhysicalEvent]:
    if guest not in monitors.running and call.error in (None, "EINTR", "EAGAIN"):
        monitors.running.add(guest)
        yield Start(guest=name_of(guest), at=call.at, time=call.time)


def _slot(monitors: Monitors, _: Followed, call: Call, guest: int) -> Iterator[PhysicalEvent]:
    region = memory_region(call)
    if region is None:
        monitors.missing("KVM_SET_USER_MEMORY_REGION")
        return
    yield Slot(
        guest=name_of(guest),
        slot=region.slot,
        address=region.address,
        size=region.size,
        user_address=region.user_address,
        access=region.access,
        error=call.error,
        at=call.at,
        time=call.time,
    )


def _map(monitors: Monitors, followed: Followed, call: Call, guest: int) -> Iterator[PhysicalEvent]:
    asked = dma_map(call)
    if asked is None:
        if call.error is None:
            monitors.missing("VFIO_IOMMU_MAP_DMA")
        return
    if _sensible(asked.iova, asked.size) == "no":
        return
    yield Map(
        guest=name_of(guest),
        domain=_domain(followed),
        iova=asked.iova,
        size=asked.size,
        access=asked.access,
        user_address=asked.user_address,
        error=call.error,
        at=call.at,
        time=call.time,
    )


def _unmap(monitors: Monitors, followed: Followed, call: Call, guest: int) -> Iterator[PhysicalEvent]:
    asked = dma_unmap(call)
    if asked is None:
        if call.error is None:
            monitors.missing("VFIO_IOMMU_UNMAP_DMA")
        return
    if _sensible(asked.iova, asked.size) == "no":
        return
    # It says how much was there in all, not where: only that there was nothing is of use.
    unmapped = unmapped_bytes(call)
    yield Unmap(
        guest=name_of(guest),
        domain=_domain(followed),
        iova=asked.iova,
        size=asked.size,
        unmapped=0 if unmapped == 0 and call.error is None else None,
        error=call.error,
        at=call.at,
        time=call.time,
    )


def _attach(_: Monitors, followed: Followed, call: Call, guest: int) -> Iterator[PhysicalEvent]:
    yield Attach(function=_function(followed), guest=name_of(guest), error=call.error, at=call.at, time=call.time)


def _detach(_: Monitors, followed: Followed, call: Call, guest: int) -> Iterator[PhysicalEvent]:
    yield Detach(function=_function(followed), guest=name_of(guest), error=call.error, at=call.at, time=call.time)


def _take(monitors: Monitors, followed: Followed, call: Call, _: int) -> Iterable[PhysicalEvent]:
    """A function is taken out of its group: now the group's function has a name."""
    made, group = followed.made, followed.thing
    if made is not None and made.address is not None and group is not None:
        monitors.functions.setdefault(str(group), {})[made.address] = None
    return ()


def _reset(_: Monitors, followed: Followed, call: Call, guest: int) -> Iterator[PhysicalEvent]:
    yield Reset(function=_function(followed), guest=name_of(guest), error=call.error, at=call.at, time=call.time)


def _sources(monitors: Monitors, followed: Followed, call: Call, guest: int) -> Iterable[PhysicalEvent]:
    asked = interrupt_source(call)
    if asked is None:
        return ()
    return monitors.wires.signal(asked, call, guest, name_of(guest), _function(followed))


def _target(monitors: Monitors, _: Followed, call: Call, guest: int) -> Iterable[PhysicalEvent]:
    asked = interrupt_target(call)
    if asked is None:
        monitors.missing("KVM_IRQFD")
        return ()
    return monitors.wires.connect(asked, call, guest, name_of(guest))


def _function(followed: Followed) -> str:
    """The function, or the group as long as the function in it has no name."""
    thing = followed.thing
    if thing is None:
        return "nobody knows which"
    return thing.address or str(thing.part_of or thing)


def _sensible(iova: int, size: int) -> str:
    """Is it a range at all? Monitors ask for others too, which fail."""
    return "yes" if size and iova + size <= 2**64 else "no"


def _domain(followed: Followed) -> str | None:
    return None if followed.thing is None else str(followed.thing)


_HANDLERS: Mapping[str, Callable[[Monitors, Followed, Call, int], Iterable[PhysicalEvent]]] = {
    "KVM_RUN": _run,
    "KVM_SET_USER_MEMORY_REGION": _slot,
    "KVM_SET_USER_MEMORY_REGION2": _slot,
    "VFIO_IOMMU_MAP_DMA": _map,
    "VFIO_IOMMU_UNMAP_DMA": _unmap,
    "VFIO_GROUP_SET_CONTAINER": _attach,
    "VFIO_GROUP_UNSET_CONTAINER": _detach,
    "VFIO_DEVICE_ATTACH_IOMMUFD_PT": _attach,
    "VFIO_DEVICE_DETACH_IOMMUFD_PT": _detach,
    "VFIO_GROUP_GET_DEVICE_FD": _take,
    "VFIO_DEVICE_RESET": _reset,
    "VFIO_DEVICE_SET_IRQS": _sources,
    "KVM_IRQFD": _target,
}
