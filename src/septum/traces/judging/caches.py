"""What the IOMMU and devices may remember of a table, and what functions may keep, in runs that record both."""

from attrs import field, frozen

from septum.traces.judging.segments import Segments
from septum.traces.judging.tables import Mapped, Taken
from septum.traces.recording.physical import Flush


@frozen(eq=False)
class Remembered:
    """A map that was taken away at a line and may still be used, until its domain is flushed."""

    mapped: Mapped
    line: int


@frozen
class UsedUnflushed:
    """Frames that are mapped (`newer`) for another guest than that of `older`, whose unmap was not flushed."""

    older: Remembered
    newer: Mapped
    first: int
    end: int


@frozen
class Caches:
    """It lives as long as the judging of one run."""

    frames: Segments[Remembered] = field(factory=lambda: Segments[Remembered]())
    pieces: list[tuple[Remembered, int, int]] = field(factory=list[tuple[Remembered, int, int]])
    used: list[UsedUnflushed] = field(factory=list[UsedUnflushed])

    def unmapped(self, line: int, taken: list[Taken]) -> None:
        """Pieces of maps are taken away."""
        for piece in taken:
            if piece.mapped.frame is not None and piece.mapped.guest is not None:
                remembered = Remembered(piece.mapped, line)
                first, end = piece.mapped.frames(piece.first, piece.end)
                self.frames.put(first, end, remembered)
                self.pieces.append((remembered, first, end))

    def flush(self, event: Flush, guest: str | None) -> None:
        """What was taken away of a domain, of a guest, or at all, is forgotten."""
        domain = None if event.domain is None else f"domain {event.domain}"
        kept: list[tuple[Remembered, int, int]] = []
        for remembered, first, end in self.pieces:
            if domain not in (None, remembered.mapped.domain) or guest not in (None, remembered.mapped.guest):
                kept.append((remembered, first, end))
            else:
                self.frames.take(first, end, remembered)
        self.pieces[:] = kept

    def mapped(self, new: Mapped) -> None:
        """A map is made."""
        if new.frame is None or new.guest is None:
            return
        for first, end, remembered in self.frames.overlapping(*new.frames(new.iova, new.end)):
            for one in remembered:
                if one.mapped.guest != new.guest:
                    self.used.append(UsedUnflushed(one, new, first, end))


@frozen
class NotReset:
    """A function that came from one guest to another (attached at `line`), and was not reset before `used`."""

    function: str
    former: str
    guest: str
    line: int
    used: int


@frozen
class Resets:
    """Functions that were given from one guest to another and not reset yet. It lives as long as the judging of one
    run.

    `detached`: for each function who had it last. It must be reset before the next guest runs, or, where that one runs
    already, before it is detached again.
    """

    former: dict[str, str] = field(factory=dict[str, str])
    waiting: dict[str, NotReset] = field(factory=dict[str, NotReset])
    failing: list[NotReset] = field(factory=list[NotReset])

    def attach(self, line: int, function: str, guest: str) -> None:
        """A function is attached for a guest."""
        former = self.former.get(function)
        if former is not None and former != guest and function not in self.waiting:
            self.waiting[function] = NotReset(function, former, guest, line, line)

    def detach(self, line: int, function: str, guest: str) -> None:
        """A function is detached from a guest that has used it."""
        self._used(function, line)
        self.former[function] = guest

    def reset(self, function: str) -> None:
        """A function is reset."""
        self.former.pop(function, None)
        self.waiting.pop(function, None)

    def start(self, line: int, guest: str) -> None:
        """A guest begins to run."""
        for function, waiting in list(self.waiting.items()):
            if waiting.guest == guest:
                self._used(function, line)

    def _used(self, function: str, line: int) -> None:
        waiting = self.waiting.pop(function, None)
        if waiting is not None:
            self.failing.append(NotReset(function, waiting.former, waiting.guest, waiting.line, line))
