"""What monitors have at their addresses, as far as it decides what a slot is: registers of a device, shared files."""

from collections.abc import Mapping

from attrs import define, field, frozen

from septum.traces.events import Call
from septum.traces.following import Followed, Kind
from septum.traces.reading.strace_calls import descriptor_of

_NOTHING: Mapping[str, int] = {}


@frozen
class _Range:
    start: int
    end: int
    file: str | None  # None: registers of a device


@define
class MonitorMemory:
    """The mappings of each guest's monitor. `shows_maps`: whether the recording has any."""

    ranges: dict[int | None, list[_Range]] = field(factory=dict[int | None, list[_Range]])
    users: dict[str, set[int | None]] = field(factory=dict[str, set[int | None]])
    owners: set[int | None] = field(factory=set[int | None])
    shows_maps: bool = False

    def mapped(self, one: Followed, call: Call) -> None:
        """Note a mapping of a device's registers, or of a file that others can map too."""
        self.shows_maps = True
        start, size = number_of(call.result), number_of(call.arguments[1] if len(call.arguments) > 1 else None)
        if start is None or size is None or call.error is not None:
            return
        if one.thing is not None and one.thing.kind is Kind.DEVICE:
            self.ranges.setdefault(one.guest, []).append(_Range(start, start + size, None))
        elif one.thing is None and one.guest is not None and "MAP_SHARED" in "".join(call.arguments[3:4]):
            descriptor = descriptor_of("".join(call.arguments[4:5]))
            file = descriptor.target if descriptor is not None else None
            if file is not None and file.startswith("/") and not file.startswith("/memfd:"):
                self.ranges.setdefault(one.guest, []).append(_Range(start, start + size, file))
                self.users.setdefault(file, set()).add(one.guest)

    def unmapped(self, one: Followed, call: Call) -> None:
        """What lies at these addresses from now on is something else."""
        known = self.ranges.get(one.guest)
        start, size = (number_of(text) for text in (*call.arguments, "", "")[:2])
        if known and start is not None and size is not None:
            self.ranges[one.guest] = [r for r in known if r.end <= start or start + size <= r.start]

    def behind(self, guest: int | None, address: int | None) -> Mapping[str, int]:
        """Whether registers, or a file that two guests have, are at an address.

        Neither is told where a guest has a device and no mapping was recorded.
        """
        if address is None or (guest in self.owners and not self.shows_maps):
            return _NOTHING
        found = next((r for r in reversed(self.ranges.get(guest, ())) if r.start <= address < r.end), None)
        users = self.users.get(found.file, ()) if found is not None and found.file is not None else ()
        return {"registers": int(found is not None and found.file is None), "shared": int(len(users) > 1)}


def number_of(text: str | None) -> int | None:
    """A number as strace writes it."""
    try:
        return int(text or "", 0)
    except ValueError:
        return None
