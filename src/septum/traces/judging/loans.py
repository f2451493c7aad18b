"""Which frames are whose, where a run says so, and what must come between two owners."""

from attrs import field, frozen

from septum.traces.judging.segments import Segments
from septum.traces.judging.tables import Mapped, Tables
from septum.traces.recording.physical import Lend, Scrub, TakeBack


@frozen(eq=False)
class Loan:
    """Frames `first` to `end`, lent to a guest at a line."""

    line: int
    guest: str
    first: int
    end: int


@frozen
class LentTwice:
    """Frames that are lent at line `newer` while another guest has them by the loan `older`."""

    older: Loan
    newer: Loan
    first: int
    end: int


@frozen
class StillMapped:
    """Frames that are taken back at a line while a device reaches them by a map."""

    mapped: Mapped
    line: int
    first: int
    end: int


@frozen
class NotOwn:
    """Frames that are mapped while they are lent to somebody else (`loan`), or to nobody (None)."""

    mapped: Mapped
    loan: Loan | None
    first: int
    end: int


@frozen
class NotScrubbed:
    """Frames that are lent (`loan`) after they were taken back from another (`former`) at a line, unscrubbed."""

    former: Loan
    line: int
    loan: Loan
    first: int
    end: int


@frozen
class Loans:
    """It lives as long as the judging of one run."""

    tables: Tables
    lent: Segments[Loan] = field(factory=lambda: Segments[Loan]())
    unclean: Segments[tuple[Loan, int]] = field(factory=lambda: Segments[tuple[Loan, int]]())
    lent_twice: list[LentTwice] = field(factory=list[LentTwice])
    still_mapped: list[StillMapped] = field(factory=list[StillMapped])
    not_own: list[NotOwn] = field(factory=list[NotOwn])
    not_scrubbed: list[NotScrubbed] = field(factory=list[NotScrubbed])

    def lend(self, line: int, event: Lend) -> None:
        """Frames become a guest's own."""
        new = Loan(line, event.guest, event.frame, event.frame + event.size)
        for first, end, loans in self.lent.overlapping(new.first, new.end):
            self.lent_twice.extend(LentTwice(old, new, first, end) for old in loans if old.guest != new.guest)
        for first, end, formers in self.unclean.overlapping(new.first, new.end):
            former, at = formers[-1]
            if former.guest != new.guest:
                self.not_scrubbed.append(NotScrubbed(former, at, new, first, end))
        self.lent.put(new.first, new.end, new)

    def take_back(self, line: int, event: TakeBack) -> None:
        """Frames are a guest's own no more."""
        stop = event.frame + event.size
        for first, end, maps in self.tables.frames.overlapping(event.frame, stop):
            theirs = [mapped for mapped in maps if mapped.guest == event.guest]
            self.still_mapped.extend(StillMapped(mapped, line, first, end) for mapped in theirs[:1])
        for first, end, loans in self.lent.overlapping(event.frame, stop):
            for loan in loans:
                if loan.guest == event.guest:
                    self.lent.take(first, end, loan)
                    self.unclean.put(first, end, (loan, line))

    def scrub(self, event: Scrub) -> None:
        """Nothing is left in the frames."""
        if event.frame is not None and event.size is not None:
            for first, end, formers in self.unclean.overlapping(event.frame, event.frame + event.size):
                for former in formers:
                    self.unclean.take(first, end, former)

    def mapped(self, mapped: Mapped) -> None:
        """A map is made, in a run that says whose frames are."""
        if mapped.frame is None or mapped.guest is None:
            return
        at, end = mapped.frames(mapped.iova, mapped.end)
        for first, stop, loans in self.lent.overlapping(at, end):
            if at < first:
                self.not_own.append(NotOwn(mapped, None, at, first))
            if all(loan.guest != mapped.guest for loan in loans):
                self.not_own.append(NotOwn(mapped, loans[-1], first, stop))
            at = stop
        if at < end:
            self.not_own.append(NotOwn(mapped, None, at, end))
