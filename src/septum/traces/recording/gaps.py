"""What a recording of Linux cannot show."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from septum.traces.events import Unread
from septum.traces.recording.runs import Gap


@frozen
class Shown:
    """What a recording has: how many calls of guests, how many maps, unmaps and attachments of the kernel.

    `unread`: lines that nobody understands, or that say that events are lost; `hidden`: how many calls whose arguments
    are not shown, by request; `asked`: how many maps that monitors asked for, with their arguments.
    """

    calls: int
    maps: int
    attachments: int
    unread: tuple[Unread, ...]
    hidden: Mapping[str, int]
    asked: int


def gaps_of(shown: Shown) -> tuple[Gap, ...]:
    """The gaps of a recording."""
    return tuple(_gaps(shown))


def _gaps(shown: Shown) -> Iterator[Gap]:
    if shown.unread:
        first = shown.unread[0]
        lines = "1 line" if len(shown.unread) == 1 else f"{len(shown.unread):,} lines"
        yield Gap("events", f"{lines} not understood, the first {first.at}: {first.reason}")
    if not shown.maps:
        hidden = shown.hidden.get("VFIO_IOMMU_MAP_DMA", 0)
        if shown.asked or hidden:
            yield Gap("frames", "physical addresses: the kernel's events iommu:map and iommu:unmap were not recorded")
            yield Gap("maps", "what the kernel unmaps when a monitor ends, which is no call of it")
        if hidden:
            yield Gap("maps", f"the arguments of VFIO_IOMMU_MAP_DMA, {hidden:,} times: they are behind pointers")
    if not shown.calls and not shown.attachments and shown.maps:
        yield Gap("attachments", "attachments: the kernel's event iommu:attach_device_to_domain was not recorded")
    if not shown.calls and shown.maps:
        yield Gap("other", "calls: monitors were not traced, and are told apart by their threads")
    yield Gap("resets", "resets when a function is opened and closed")
    if shown.hidden.get("KVM_IRQFD"):
        yield Gap("other", "where interrupts lead: the arguments of KVM_IRQFD are behind pointers")
    if shown.calls:
        yield Gap("other", "what the page tables of CPUs lead to: a memory slot names the monitor's own addresses")
