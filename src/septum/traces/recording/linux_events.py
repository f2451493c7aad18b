"""What the kernel's own events say of a run: maps with their frames, and attachments.

The kernel says which function it attaches, never to which table. It attaches it twice when a monitor takes it, to an
empty table and to the monitor's, and twice when the monitor gives it back, to an empty table and to the host's own
(`drivers/iommu/iommu.c`, `__iommu_take_group_ownership` and what calls it). So the calls under way tell the two apart.
"""

from collections.abc import Mapping

from attrs import field, frozen

from septum.traces.events import KernelEvent
from septum.traces.recording.linux_calls import name_of
from septum.traces.recording.linux_requests import ENTERING
from septum.traces.recording.physical import Attach, Detach, Map, PhysicalEvent, Slot, Unmap
from septum.traces.recording.timelines import Timelines, Under


@frozen
class Seen:
    """A kernel event, for whom it happened, and what its thread was doing. `calls`: whether its calls are known.

    `attachments`, `maps`: how many the guest has in all.
    """

    event: KernelEvent
    guest: int | None
    under: Under | None
    calls: str
    attachments: int
    maps: int


@frozen
class Kernel:
    """Turns the kernel's events into those of a run, in their order. It lives as long as the reading of one recording.

    `read_only`: for each guest the memory slots that it may only read, by number; `held`: for each function the guests
    that it was attached for, each with how often; `within`: how many attachments each failed call has made.
    """

    timelines: Timelines
    several: frozenset[int] = frozenset()
    read_only: dict[str, dict[int, tuple[int, int]]] = field(factory=dict[str, dict[int, tuple[int, int]]])
    held: dict[str, dict[int, int]] = field(factory=dict[str, dict[int, int]])
    mapped: dict[int, int] = field(factory=dict[int, int])
    within: dict[int, int] = field(factory=dict[int, int])

    def slot(self, event: Slot) -> None:
        """A monitor sets a memory slot: what devices see at the same addresses is read only as it is."""
        slots = self.read_only.setdefault(event.guest, {})
        slots.pop(event.slot, None)
        if event.error is None and event.access == "r" and event.size:
            slots[event.slot] = (event.address, event.address + event.size)

    def event(self, seen: Seen) -> PhysicalEvent | None:
        """What a kernel event says; None where it says nothing of this kind."""
        match seen.event.name:
            case "map":
                return self._map(seen)
            case "unmap":
                return self._unmap(seen)
            case "attach_device_to_domain":
                return self._attach(seen)
            case "detach_device_from_domain":
                return self._detach(seen)
            case _:
                return None

    def _map(self, seen: Seen) -> Map | None:
        fields = seen.event.fields
        first, size, frame = _number(fields, "iova"), _number(fields, "size"), _number(fields, "paddr")
        if first is None or not size:
            return None
        if seen.guest is not None:
            self.mapped[seen.guest] = self.mapped.get(seen.guest, 0) + 1
        asked = None if seen.under is None else seen.under.map
        user = None if asked is None or not asked.iova <= first < asked.iova + asked.size else asked
        return Map(
            guest=_name(seen.guest),
            domain=self._domain(seen),
            iova=first,
            size=size,
            frame=frame,
            access=user.access if user is not None else self._access(_name(seen.guest), first, first + size),
            user_address=None if user is None else user.user_address + first - user.iova,
            at=seen.event.at,
            time=seen.event.time,
        )

    def _unmap(self, seen: Seen) -> Unmap | None:
        fields = seen.event.fields
        first, size = _number(fields, "iova"), _number(fields, "size")
        if first is None or not size:
            return None
        unmapped = _number(fields, "unmapped_size")
        return Unmap(
            guest=_name(seen.guest),
            domain=self._domain(seen),
            iova=first,
            size=size,
            unmapped=None if unmapped == size else unmapped,
            at=seen.event.at,
            time=seen.event.time,
        )

    def _attach(self, seen: Seen) -> Attach | Detach | None:
        function = seen.event.fields.get("device")
        if not function:
            return None
        holders = self.held.setdefault(function, {})
        guest = _name(seen.guest)
        if seen.guest is None:
            for holder in (one for one, count in holders.items() if count > 0):
                holders[holder] -= 1
                return Detach(function=function, at=seen.event.at, time=seen.event.time)
            return Attach(function=function, at=seen.event.at, time=seen.event.time)
        if self._enters(seen, holders) == "yes":
            holders[seen.guest] = holders.get(seen.guest, 0) + 1
            return Attach(function=function, guest=guest, at=seen.event.at, time=seen.event.time)
        holders[seen.guest] = holders.get(seen.guest, 0) - 1
        return Detach(function=function, guest=guest, at=seen.event.at, time=seen.event.time)

    def _detach(self, seen: Seen) -> Detach | None:
        """An older kernel says so when a function without a table of the host's own is given back."""
        function = seen.event.fields.get("device", "")
        holders = self.held.get(function, {})
        guest = (
            seen.guest if seen.guest is not None else next((one for one, count in holders.items() if count > 0), None)
        )
        if guest is None or holders.get(guest, 0) <= 0:
            return None
        holders[guest] -= 1
        return Detach(function=function, guest=_name(guest), at=seen.event.at, time=seen.event.time)

    def _enters(self, seen: Seen, holders: Mapping[int, int]) -> str:
        """Does the guest get the function by this attachment, or lose it?"""
        assert seen.guest is not None
        under = seen.under
        if under is not None and under.name in ENTERING:
            if under.failed is None:
                return "yes"
            # What a call that fails has attached it undoes.
            done = self.within[id(under)] = self.within.get(id(under), 0) + 1
            return "yes" if done % 2 else "no"
        if seen.calls == "known":
            return "no"
        held = holders.get(seen.guest, 0)
        if not seen.maps:
            return "yes" if held < max(1, seen.attachments // 2) else "no"
        if not self.mapped.get(seen.guest):
            return "yes"
        return "yes" if held <= 0 else "no"

    def _domain(self, seen: Seen) -> str | None:
        """The container, where the guest has several."""
        if seen.guest not in self.several or seen.under is None:
            return None
        return seen.under.domain

    def _access(self, guest: str | None, first: int, end: int) -> str | None:
        slots = self.read_only.get(guest or "", {})
        return "r" if any(start <= first and end <= stop for start, stop in slots.values()) else None


def _name(guest: int | None) -> str | None:
    return None if guest is None else name_of(guest)


def _number(fields: Mapping[str, str], name: str) -> int | None:
    text = fields.get(name)
    try:
        return None if text is None else int(text, 0)
    except ValueError:
        return None
