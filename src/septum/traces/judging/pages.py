"""Pages that stand for many: what nobody has written yet is one page of zeros, the same for every process."""

from attrs import field, frozen

from septum.traces.judging.tables import Overlap

PAGE = 4096


@frozen
class Pages:
    """The frames that are mapped page by page. It lives as long as the judging of one run.

    `first`: for each guest and frame a device address; `repeated`: those that had another too.
    """

    first: dict[tuple[str, int], int] = field(factory=dict[tuple[str, int], int])
    repeated: set[tuple[str, int]] = field(factory=set[tuple[str, int]])

    def map(self, guest: str, frame: int, iova: int) -> None:
        """A page is mapped for a guest."""
        if self.first.setdefault((guest, frame), iova) != iova:
            self.repeated.add((guest, frame))

    def seem_to_be_zeros(self, overlap: Overlap) -> str:
        """Can two guests share this because it is the page of zeros, which is mapped read only?

        `yes` where each has it at several addresses, and nobody says that one may write it.
        """
        older, newer = overlap.older, overlap.newer
        if overlap.end - overlap.first != PAGE or (older.access is not None and newer.access is not None):
            return "no"
        both = ((older.guest or "", overlap.first), (newer.guest or "", overlap.first))
        return "yes" if all(one in self.repeated for one in both) else "no"
