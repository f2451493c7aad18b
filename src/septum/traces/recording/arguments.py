"""What the arguments of the requests say that a run is made of, from bytes or as strace writes them."""

import struct
from collections.abc import Mapping

from attrs import frozen

from septum.traces.decoding import argument_of, decode, structures
from septum.traces.events import Call

_KVM_MEM_READONLY = 2
_READ, _WRITE = 1, 2
_UNMAP_ALL = 2
_DEASSIGN = 1
_DATA_EVENTFD, _ACTION_TRIGGER = 4, 32


@frozen
class MemoryRegion:
    """KVM_SET_USER_MEMORY_REGION."""

    slot: int
    address: int
    size: int
    user_address: int
    access: str


@frozen
class DmaMap:
    """VFIO_IOMMU_MAP_DMA."""

    iova: int
    size: int
    user_address: int
    access: str | None


@frozen
class DmaUnmap:
    """VFIO_IOMMU_UNMAP_DMA."""

    iova: int
    size: int


@frozen
class InterruptSource:
    """VFIO_DEVICE_SET_IRQS with event descriptors: those for interrupts from `start` of the index; -1 for none."""

    index: int
    start: int
    descriptors: tuple[int, ...]


@frozen
class InterruptTarget:
    """KVM_IRQFD: what is signalled on a descriptor arrives as an interrupt line; `assigned`: begins or ends."""

    descriptor: int
    line: int
    assigned: str


def memory_region(call: Call) -> MemoryRegion | None:
    """What a call asks for, None where the recording does not say."""
    fields = argument_of(call, "KVM_SET_USER_MEMORY_REGION")
    try:
        names = ("slot", "guest_phys_addr", "memory_size", "userspace_addr")
        slot, address, size, user = (fields[name] for name in names)
    except KeyError:
        return None
    read_only = fields.get("flags", 0) & _KVM_MEM_READONLY
    return MemoryRegion(slot, address, size, user, "r" if read_only else "rw")


def dma_map(call: Call) -> DmaMap | None:
    """What a call asks for, None where the recording does not say."""
    fields = _decoded("VFIO_IOMMU_MAP_DMA", call.given)
    if not fields:
        return None
    access = "".join(letter for bit, letter in ((_READ, "r"), (_WRITE, "w")) if fields["flags"] & bit)
    return DmaMap(fields["iova"], fields["size"], fields["vaddr"], access or None)


def dma_unmap(call: Call) -> DmaUnmap | None:
    """What a call asks for, None where the recording does not say."""
    fields = _decoded("VFIO_IOMMU_UNMAP_DMA", call.given)
    if not fields:
        return None
    return DmaUnmap(0, 2**64 - 1) if fields["flags"] & _UNMAP_ALL else DmaUnmap(fields["iova"], fields["size"])


def unmapped_bytes(call: Call) -> int | None:
    """How much VFIO_IOMMU_UNMAP_DMA says that it unmapped."""
    return _decoded("VFIO_IOMMU_UNMAP_DMA", call.returned).get("size")


def interrupt_source(call: Call) -> InterruptSource | None:
    """What a call asks for, None where the recording does not say, or where it is about no event descriptors."""
    request = "VFIO_DEVICE_SET_IRQS"
    fields = _decoded(request, call.given)
    if not fields or not fields["flags"] & _ACTION_TRIGGER:
        return None
    index, start, count = fields["index"], fields["start"], fields["count"]
    if not fields["flags"] & _DATA_EVENTFD:
        return InterruptSource(index, start, ()) if count == 0 else None
    assert call.given is not None
    descriptors = call.given[structures()[request].layout.size :]
    if len(descriptors) < 4 * count:
        return None
    return InterruptSource(index, start, struct.unpack_from(f"<{count}i", descriptors))


def interrupt_target(call: Call) -> InterruptTarget | None:
    """What a call asks for, None where the recording does not say."""
    fields = _decoded("KVM_IRQFD", call.given)
    if not fields:
        return None
    return InterruptTarget(fields["fd"], fields["gsi"], "no" if fields["flags"] & _DEASSIGN else "yes")


def _decoded(request: str, data: bytes | None) -> Mapping[str, int]:
    """The fields of an argument's bytes; none where there are no bytes, or too few."""
    return {} if data is None else decode(request, data)
