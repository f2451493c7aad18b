"""Functions of one guest, kept apart: each has a table of its own."""

from septum.language import Concern, Relation, always, ghost, implies, initially, joins
from septum.models.dma import Dma, Iova
from septum.models.hardware.ats import Ats
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.memory import Frame, Page, Word
from septum.models.translation import Access


class IoConfinement(Concern):
    """Whoever drives one device of a guest taints nothing that its other device reads, but what it shares with it."""

    pci: Pci
    dma: Dma
    iommu: Iommu
    ats: Ats

    shown: Relation[Function, Page] = ghost()  # the guest has let this function reach the page, now or before

    @initially
    def nothing_is_shown(self) -> bool:
        return not any(self.shown[:, :])

    @joins(Dma.map_io)
    def a_guest_shows_a_page_to_one_function(self, function: Function, page: Page) -> None:
        self.shown[function, page] = True

    @always
    def a_table_is_its_functions(self, function: Function, iova: Iova, page: Page, access: Access) -> bool:
        """A table has pages that some guest has put into it."""
        return implies(any(self.dma.io_table[:, function, iova, page, access]), self.shown(function, page))

    @always
    def translations_are_its_functions(
        self, requester: RequesterId, iova: Iova, page: Page, frame: Frame, access: Access
    ) -> bool:
        """The IOMMU remembers for a function what was in that function's table."""
        return implies(
            self.iommu.iotlb(requester, iova, page, frame, access), self.shown(self.pci.function_of(requester), page)
        )

    @always
    def device_translations_are_its_own(
        self, function: Function, iova: Iova, page: Page, frame: Frame, access: Access
    ) -> bool:
        """A function remembers what was in its own table."""
        return implies(self.ats.device_tlb(function, iova, page, frame, access), self.shown(function, page))

    @always
    def a_function_writes_what_it_was_shown(self, function: Function, page: Page, frame: Frame, word: Word) -> bool:
        """No write of a function is under way to a page of which only another function of the guest knows."""
        return implies(self.iommu.writes(function, page, frame, word), self.shown(function, page))

    @always
    def a_function_reads_what_it_was_shown(self, function: Function, page: Page, frame: Frame) -> bool:
        """No read of a function is under way from a page of which only another function of the guest knows."""
        return implies(self.iommu.reads(function, page, frame), self.shown(function, page))
