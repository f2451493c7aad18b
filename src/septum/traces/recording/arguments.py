"""What the arguments of the requests say that a run is made of, from bytes or as strace writes them.

The layouts are those of the kernel's `include/uapi/linux/kvm.h` and `vfio.h`.
"""

import re
import struct

from attrs import frozen

from septum.traces.events import Call

_FIELD = re.compile(r"(\w+)=([^,{}\[\]]+)")
_KVM_MEM_READONLY = 2
_READ, _WRITE = 1, 2
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
    if call.given is not None and len(call.given) >= 32:
        slot, flags, address, size, user = struct.unpack_from("<IIQQQ", call.given)
        return MemoryRegion(slot, address, size, user, "r" if flags & _KVM_MEM_READONLY else "rw")
    text = call.arguments[1] if len(call.arguments) > 1 else ""
    fields = dict(_FIELD.findall(text))
    try:
        names = ("slot", "guest_phys_addr", "memory_size", "userspace_addr")
        slot, address, size, user = (int(fields[name], 0) for name in names)
    except (KeyError, ValueError):
        return None
    flags = fields.get("flags", "0")
    read_only = "READONLY" in flags or (flags.isdigit() and int(flags) & _KVM_MEM_READONLY)
    return MemoryRegion(slot, address, size, user, "r" if read_only else "rw")


def dma_map(call: Call) -> DmaMap | None:
    """What a call asks for, None where the recording does not say."""
    if call.given is None or len(call.given) < 32:
        return None
    _, flags, user, iova, size = struct.unpack_from("<IIQQQ", call.given)
    access = "".join(letter for bit, letter in ((_READ, "r"), (_WRITE, "w")) if flags & bit)
    return DmaMap(iova, size, user, access or None)


def dma_unmap(call: Call) -> DmaUnmap | None:
    """What a call asks for, None where the recording does not say; flags 2 asks for all there is."""
    if call.given is None or len(call.given) < 24:
        return None
    _, flags, iova, size = struct.unpack_from("<IIQQ", call.given)
    return DmaUnmap(0, 2**64 - 1) if flags & 2 else DmaUnmap(iova, size)


def unmapped_bytes(call: Call) -> int | None:
    """How much VFIO_IOMMU_UNMAP_DMA says that it unmapped."""
    if call.returned is None or len(call.returned) < 24:
        return None
    size: int = struct.unpack_from("<Q", call.returned, 16)[0]
    return size


def interrupt_source(call: Call) -> InterruptSource | None:
    """What a call asks for, None where the recording does not say, or where it is about no event descriptors."""
    if call.given is None or len(call.given) < 20:
        return None
    _, flags, index, start, count = struct.unpack_from("<IIIII", call.given)
    if not flags & _ACTION_TRIGGER:
        return None
    if not flags & _DATA_EVENTFD:
        return InterruptSource(index, start, ()) if count == 0 else None
    if len(call.given) < 20 + 4 * count:
        return None
    return InterruptSource(index, start, struct.unpack_from(f"<{count}i", call.given, 20))


def interrupt_target(call: Call) -> InterruptTarget | None:
    """What a call asks for, None where the recording does not say."""
    if call.given is None or len(call.given) < 12:
        return None
    descriptor, line, flags = struct.unpack_from("<III", call.given)
    return InterruptTarget(descriptor, line, "no" if flags & _DEASSIGN else "yes")
