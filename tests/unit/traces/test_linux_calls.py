"""What the arguments of calls say, from bytes and as strace writes them; interrupts by both of their ends."""

import struct

import pytest

from septum.traces.decoding import requests
from septum.traces.events import Call, Descriptor, Place
from septum.traces.following import Followed, Kind, Object
from septum.traces.recording.arguments import (
    dma_map,
    dma_unmap,
    interrupt_source,
    interrupt_target,
    memory_region,
    unmapped_bytes,
)
from septum.traces.recording.linux_calls import Monitors
from septum.traces.recording.physical import Map, PhysicalEvent, Reset, Route, Slot, Unmap, Unroute

DEVICE = Object(Kind.DEVICE, 1, None, "0000:01:00.1", Object(Kind.GROUP, 1, "10"))
CONTAINER = Object(Kind.CONTAINER, 1)
VM = Object(Kind.VM, 1)


def _call(
    request: str,
    given: bytes | None = None,
    text: str = "0x7ffe",
    error: str | None = None,
    returned: bytes | None = None,
) -> Call:
    result = "0" if error is None else "-1"
    return Call(
        Place("t", 1), 5, None, 7, "ioctl", Descriptor(3, None), (request, text), result, error, given, returned
    )


def _events(monitors: Monitors, call: Call, thing: Object) -> tuple[PhysicalEvent, ...]:
    followed = Followed(call, 1, thing, requests()[call.arguments[0]])
    return tuple(monitors.events(followed, call, 1))


def test_a_memory_region_is_the_same_from_bytes_and_from_text() -> None:
    given = struct.pack("<IIQQQ", 3, 2, 0xFFFC0000, 0x40000, 0x7F0000000000)
    place = "guest_phys_addr=0xfffc0000, memory_size=262144, userspace_addr=0x7f0000000000"
    text = f"{{slot=3, flags=KVM_MEM_READONLY, {place}}}"
    request = "KVM_SET_USER_MEMORY_REGION"
    from_bytes, from_text = memory_region(_call(request, given)), memory_region(_call(request, None, text))
    assert from_bytes == from_text
    assert from_bytes is not None and (from_bytes.access, from_bytes.size) == ("r", 0x40000)


@pytest.mark.parametrize("text", ["0x7ffe", "{slot=3, flags=0}", "{slot=x, guest_phys_addr=0}", ""])
def test_what_strace_does_not_decode_says_nothing(text: str) -> None:
    assert memory_region(_call("KVM_SET_USER_MEMORY_REGION", None, text)) is None


@pytest.mark.parametrize(("flags", "access"), [(1, "r"), (2, "w"), (3, "rw"), (0, None)])
def test_a_map_says_what_the_device_may_do(flags: int, access: str | None) -> None:
    asked = dma_map(_call("VFIO_IOMMU_MAP_DMA", struct.pack("<IIQQQ", 32, flags, 0x7F00, 0x1000, 0x2000)))
    assert asked is not None
    assert (asked.user_address, asked.iova, asked.size, asked.access) == (0x7F00, 0x1000, 0x2000, access)


def test_bytes_that_are_cut_say_nothing() -> None:
    assert dma_map(_call("VFIO_IOMMU_MAP_DMA", b"\x20\0\0\0")) is None
    assert dma_unmap(_call("VFIO_IOMMU_UNMAP_DMA", b"\x18\0\0\0")) is None
    assert (
        interrupt_source(_call("VFIO_DEVICE_SET_IRQS", struct.pack("<IIIII", 28, 0x24, 2, 0, 2) + b"\0\0\0\0")) is None
    )
    assert interrupt_target(_call("KVM_IRQFD", b"\0")) is None


@pytest.mark.parametrize(("there", "unmapped"), [(0x2000, None), (0x1000, None), (0, 0)])
def test_an_unmap_that_found_nothing_takes_nothing(there: int, unmapped: int | None) -> None:
    given, returned = (struct.pack("<IIQQ", 24, 0, 0x1000, size) for size in (0x2000, there))
    call = _call("VFIO_IOMMU_UNMAP_DMA", given, returned=returned)
    assert unmapped_bytes(call) == there
    (event,) = _events(Monitors(), call, CONTAINER)
    assert isinstance(event, Unmap) and (event.iova, event.size, event.unmapped) == (0x1000, 0x2000, unmapped)


def test_an_unmap_of_all_is_one_of_everything() -> None:
    asked = dma_unmap(_call("VFIO_IOMMU_UNMAP_DMA", struct.pack("<IIQQ", 24, 2, 0, 0)))
    assert asked is not None and (asked.iova, asked.size) == (0, 2**64 - 1)


def test_calls_that_fail_are_events_that_failed() -> None:
    given = struct.pack("<IIQQQ", 32, 3, 0x7F00, 0x1000, 0x2000)
    (event,) = _events(Monitors(), _call("VFIO_IOMMU_MAP_DMA", given, error="EEXIST"), CONTAINER)
    assert isinstance(event, Map) and event.error == "EEXIST"
    (event,) = _events(Monitors(), _call("VFIO_DEVICE_RESET", error="EINVAL"), DEVICE)
    assert isinstance(event, Reset) and event.error == "EINVAL"
    assert not _events(
        Monitors(), _call("VFIO_IOMMU_MAP_DMA", struct.pack("<IIQQQ", 32, 3, 0, 2**64 - 1, 9)), CONTAINER
    )


def test_arguments_that_are_not_shown_are_counted() -> None:
    monitors = Monitors()
    assert not _events(monitors, _call("VFIO_IOMMU_MAP_DMA"), CONTAINER)
    assert not _events(monitors, _call("VFIO_IOMMU_MAP_DMA", error="ENOMEM"), CONTAINER)
    assert not _events(monitors, _call("KVM_IRQFD"), VM)
    assert monitors.unread == {"VFIO_IOMMU_MAP_DMA": 1, "KVM_IRQFD": 1}


def _source(start: int, *descriptors: int) -> Call:
    flags = 0x24 if descriptors else 0x21
    given = struct.pack(f"<IIIII{len(descriptors)}i", 20, flags, 2, start, len(descriptors), *descriptors)
    return _call("VFIO_DEVICE_SET_IRQS", given)


def _target(descriptor: int, line: int, flags: int = 0) -> Call:
    return _call("KVM_IRQFD", struct.pack("<IIII", descriptor, line, flags, 0) + bytes(16))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_interrupt_is_known_whichever_end_is_connected_first(order: tuple[int, int]) -> None:
    monitors = Monitors()
    ends = ((_source(4, 17), DEVICE), (_target(17, 24), VM))
    events = [event for at in order for event in _events(monitors, *ends[at])]
    last = events[-1]
    assert isinstance(last, Route)
    assert (last.function, last.interrupt, last.vector) == ("0000:01:00.1", "MSI-X 4", 24)
    (gone,) = _events(monitors, _target(17, 24, flags=1), VM)
    assert isinstance(gone, Unroute) and (gone.function, gone.interrupt) == ("0000:01:00.1", "MSI-X 4")


def test_a_descriptor_that_is_switched_off_stands_for_nothing() -> None:
    monitors = Monitors()
    _events(monitors, _source(0, 17, 18), DEVICE)
    _events(monitors, _source(0), DEVICE)
    (route,) = _events(monitors, _target(18, 3), VM)
    assert isinstance(route, Route) and (route.function, route.interrupt) == (None, "line 3")
    assert not _events(monitors, _target(99, 3, flags=1), VM), "what was never connected is not taken away"


def test_a_slot_is_an_event_of_its_guest() -> None:
    given = struct.pack("<IIQQQ", 65536, 0, 0, 0x1000, 0x7F00)
    (event,) = _events(Monitors(), _call("KVM_SET_USER_MEMORY_REGION", given), VM)
    assert event == Slot(
        guest="guest 1",
        slot=65536,
        address=0,
        size=0x1000,
        user_address=0x7F00,
        access="rw",
        at=Place("t", 1),
        time=5,
    )
