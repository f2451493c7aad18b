"""The IOMMU: requests of functions are translated, remembered, under way, and land."""

from septum.language import (
    Concern,
    Hardware,
    Relation,
    choose,
    hardware,
    implies,
    initially,
    invariant,
    joins,
    see,
    sees,
    step,
    waits,
    when,
)
from septum.models.dma import Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.translation import Access


class Iommu(Concern):
    """A request is translated under its requester id; from then on it goes to the frame that it was given."""

    memory: Memory
    pci: Pci
    functions: Functions
    dma: Dma

    iotlb: Relation[RequesterId, Iova, Page, Frame, Access] = hardware()
    writes: Relation[Function, Page, Frame, Word] = hardware()  # translated and under way
    reads: Relation[Function, Page, Frame] = hardware()  # likewise

    def works_for(self, requester: RequesterId, guest: Guest) -> bool:
        """On whose account the hardware acts: the last user's, also when the function is released."""
        return self.functions.user(self.pci.function_of(requester)) == guest

    def is_translated(self, requester: RequesterId, domain: Guest, iova: Iova, page: Page, access: Access) -> bool:
        """A walk under `requester` finds the page: in the table of whoever is attached."""
        return self.functions.attached(requester, domain) and self.dma.io_table(
            domain, self.pci.function_of(requester), iova, page, access
        )

    def belongs(self, function: Function, page: Page, frame: Frame) -> bool:
        """What a function may still have of a page: it is its user's, and not yet forgotten."""
        return (
            self.memory.lent(page)
            and self.functions.uses(self.memory.holder(page), function)
            and not self.functions.drained(function)
            and not self.dma.io_flushed(page)
            and self.memory.is_ram(page)
            and self.memory.backing(page) == frame
        )

    @initially
    def nothing_is_under_way(self) -> bool:
        return not any(self.iotlb[:, :, :, :, :]) and not any(self.writes[:, :, :, :]) and not any(self.reads[:, :, :])

    # --- on a guest's account

    @step(by=Hardware, for_="guest")
    def fill_iotlb(
        self, guest: Guest, domain: Guest, requester: RequesterId, iova: Iova, page: Page, access: Access
    ) -> None:
        """A walk of the I/O page table leaves an entry.

        Source: Intel VT-d, caching translation information."""
        when(self.works_for(requester, guest) and self.is_translated(requester, domain, iova, page, access))
        self.iotlb[requester, iova, page, self.memory.backing(page), access] = True

    @step(by=Hardware, for_="guest")
    def dma_write(self, guest: Guest, requester: RequesterId, iova: Iova, page: Page, word: Word) -> None:
        """A function sends a write, which is translated.

        Source: Intel VT-d, DMA remapping."""
        frame = choose(
            f for f in Frame if self.works_for(requester, guest) and self.iotlb(requester, iova, page, f, Access.WRITE)
        )
        self.writes[self.pci.function_of(requester), page, frame, word] = True

    @step(by=Hardware, for_="guest")
    def dma_read(self, guest: Guest, requester: RequesterId, iova: Iova, page: Page) -> None:
        """A function asks for a word.

        Source: Intel VT-d, DMA remapping."""
        frame = choose(
            f for f in Frame if self.works_for(requester, guest) and self.iotlb(requester, iova, page, f, Access.READ)
        )
        self.reads[self.pci.function_of(requester), page, frame] = True

    @step(by=Hardware, for_="guest")
    def land_write(self, guest: Guest, function: Function, page: Page, word: Word) -> None:
        """A write that was under way reaches its frame.

        Source: PCI Express, posted requests."""
        frame = choose(
            f for f in Frame if self.functions.user(function) == guest and self.writes(function, page, f, word)
        )
        self.memory.contents[frame] = word
        self.writes[function, page, frame, word] = False

    @step(by=Hardware, for_="guest")
    def land_read(self, guest: Guest, function: Function, page: Page) -> None:
        """The answer to a read reaches the function.

        Source: PCI Express, completions of non-posted requests."""
        frame = choose(f for f in Frame if self.functions.user(function) == guest and self.reads(function, page, f))
        self.pci.registers[function] = self.memory.contents(frame)
        self.reads[function, page, frame] = False

    # --- what the completions mean

    @joins(Dma.flush_io)
    def the_iommu_forgets_the_page(self, page: Page) -> None:
        waits(not any(self.writes[:, page, :, :]) and not any(self.reads[:, page, :]))
        for requester in RequesterId:
            if self.functions.uses(self.memory.holder(page), self.pci.function_of(requester)):
                self.iotlb[requester, :, page, :, :] = False

    @joins(Functions.drain)
    def the_iommu_forgets_the_function(self, function: Function) -> None:
        waits(not any(self.writes[function, :, :, :]) and not any(self.reads[function, :, :]))
        for requester in RequesterId:
            if self.pci.function_of(requester) == function:
                self.iotlb[requester, :, :, :, :] = False

    # --- what a guest sees, and what holds

    @sees(Guest)
    def own_remembered_io(self, viewer: Guest, requester: RequesterId, iova: Iova, page: Page, access: Access) -> None:
        see(
            self.iotlb(requester, iova, page, self.memory.backing(page), access),
            where=self.functions.uses(viewer, self.pci.function_of(requester)),
        )

    @sees(Guest)
    def own_writes_under_way(self, viewer: Guest, function: Function, page: Page, word: Word) -> None:
        see(self.writes(function, page, self.memory.backing(page), word), where=self.functions.uses(viewer, function))

    @sees(Guest)
    def own_reads_under_way(self, viewer: Guest, function: Function, page: Page) -> None:
        see(self.reads(function, page, self.memory.backing(page)), where=self.functions.uses(viewer, function))

    @invariant
    def remembered_io_stays_inside(
        self, requester: RequesterId, iova: Iova, page: Page, frame: Frame, access: Access
    ) -> bool:
        return implies(
            self.iotlb(requester, iova, page, frame, access),
            self.belongs(self.pci.function_of(requester), page, frame),
        )

    @invariant
    def writes_under_way_stay_inside(self, function: Function, page: Page, frame: Frame, word: Word) -> bool:
        return implies(self.writes(function, page, frame, word), self.belongs(function, page, frame))

    @invariant
    def reads_under_way_stay_inside(self, function: Function, page: Page, frame: Frame) -> bool:
        return implies(self.reads(function, page, frame), self.belongs(function, page, frame))
