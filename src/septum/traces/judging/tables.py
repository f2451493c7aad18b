"""What is mapped for whose devices, at every moment of a run."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from septum.traces.judging.segments import Segments
from septum.traces.recording.physical import Map, Unmap


@frozen(eq=False)
class Mapped:
    """A map. `line`: its number in the run; `iova` to `end`: the device addresses; `frame`: the first, if it is known.

    `domain`: the table that it is in; where the recording does not tell tables apart, all of a guest's are one.
    """

    line: int
    guest: str | None
    domain: str
    iova: int
    end: int
    frame: int | None
    access: str | None

    def frames(self, first: int, end: int) -> tuple[int, int]:
        """The frames behind the device addresses from `first` to `end`."""
        assert self.frame is not None
        return self.frame + first - self.iova, self.frame + end - self.iova


@frozen
class Overlap:
    """Two maps that lead to the same frames `first` to `end`, for different guests."""

    older: Mapped
    newer: Mapped
    first: int
    end: int


@frozen
class Taken:
    """A piece of a map that an unmap took away: the device addresses `first` to `end`."""

    mapped: Mapped
    first: int
    end: int


@frozen
class Tables:
    """The tables of all domains, and which maps lead to each frame. It lives as long as the judging of one run."""

    domains: dict[str, Segments[Mapped]] = field(factory=dict[str, Segments[Mapped]])
    frames: Segments[Mapped] = field(factory=lambda: Segments[Mapped]())
    sizes: dict[str | None, int] = field(factory=dict[str | None, int])
    most: dict[str | None, int] = field(factory=dict[str | None, int])
    owners: dict[str, dict[str | None, None]] = field(factory=dict[str, dict[str | None, None]])

    def map(self, line: int, event: Map, guest: str | None, domain: str) -> tuple[Mapped, list[Overlap]]:
        """Enter a map; with which maps of other guests it shares frames."""
        end = event.iova + event.size
        new = Mapped(line, guest, domain, event.iova, end, event.frame, event.access)
        table = self.domains.get(domain)
        if table is None:
            table = self.domains[domain] = Segments()
            self.owners[domain] = {}
        self.owners[domain][guest] = None
        table.put(event.iova, end, new)
        size = self.sizes[guest] = self.sizes.get(guest, 0) + event.size
        if size > self.most.get(guest, 0):
            self.most[guest] = size
        if event.frame is None:
            return new, []
        met = self.frames.put(event.frame, event.frame + event.size, new)
        return new, list(_shared(new, met)) if met and guest is not None else []

    def unmap(self, event: Unmap, domain: str) -> list[Taken]:
        """Take away what an unmap takes; of maps over each other the one of just its range, else the newest."""
        size = event.size if event.unmapped is None else event.unmapped
        table = self.domains.get(domain)
        if table is None or not size:
            return []
        first, end = event.iova, event.iova + size
        taken: list[Taken] = []
        for start, stop, maps in table.overlapping(first, end):
            chosen = next((m for m in reversed(maps) if (m.iova, m.end) == (first, end)), maps[-1])
            table.take(start, stop, chosen)
            if chosen.frame is not None:
                self.frames.take(*chosen.frames(start, stop), chosen)
            self.sizes[chosen.guest] -= stop - start
            taken.append(Taken(chosen, start, stop))
        return taken

    def left(self, domain: str) -> Iterator[Taken]:
        """What is mapped in a domain, piece by piece."""
        for first, end, maps in self.domains.get(domain, ()):
            for mapped in maps:
                yield Taken(mapped, first, end)

    def left_of(self, mapped: Mapped) -> list[Taken]:
        """The pieces of a map that are still there."""
        pieces = self.domains[mapped.domain].overlapping(mapped.iova, mapped.end)
        return [Taken(mapped, first, end) for first, end, maps in pieces if mapped in maps]

    def covers(self, domain: str, first: int, end: int) -> int:
        """How much of a range of device addresses is mapped in a domain, in bytes."""
        table = self.domains.get(domain)
        return 0 if table is None else sum(stop - start for start, stop, _ in table.overlapping(first, end))


def _shared(new: Mapped, met: Iterable[tuple[int, int, tuple[Mapped, ...]]]) -> Iterator[Overlap]:
    """The maps of other guests among those that a new one meets; pages that both can only read tell nothing."""
    for first, end, maps in met:
        for older in maps:
            others = older.guest is not None and older.guest != new.guest
            if others and not older.access == new.access == "r":
                yield Overlap(older, new, first, end)
