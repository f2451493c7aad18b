"""Address translation services: functions that remember translations themselves."""

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
    when,
)
from septum.models.dma import Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, RequesterId
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.translation import Access


class Ats(Concern):
    """What a function has had translated it sends as translated, and the IOMMU lets it pass unchecked."""

    memory: Memory
    functions: Functions
    dma: Dma
    iommu: Iommu

    device_tlb: Relation[Function, Iova, Page, Frame, Access] = hardware()

    @initially
    def no_function_remembers_anything(self) -> bool:
        return not any(self.device_tlb[:, :, :, :, :])

    @step(by=Hardware, for_="guest")
    def fill_device_tlb(
        self, guest: Guest, domain: Guest, requester: RequesterId, iova: Iova, page: Page, access: Access
    ) -> None:
        """A function asks for a translation, and keeps it.

        Source: PCI Express, address translation services."""
        when(self.iommu.works_for(requester, guest) and self.iommu.is_translated(requester, domain, iova, page, access))
        self.device_tlb[self.iommu.pci.function_of(requester), iova, page, self.memory.backing(page), access] = True

    @step(by=Hardware, for_="guest")
    def write_translated(self, guest: Guest, function: Function, iova: Iova, page: Page, word: Word) -> None:
        """A function sends a write to a frame that it remembers.

        Source: PCI Express, translated requests."""
        frame = choose(
            f
            for f in Frame
            if self.functions.user(function) == guest and self.device_tlb(function, iova, page, f, Access.WRITE)
        )
        self.iommu.writes[function, page, frame, word] = True

    @step(by=Hardware, for_="guest")
    def read_translated(self, guest: Guest, function: Function, iova: Iova, page: Page) -> None:
        """A function asks for a word of a frame that it remembers.

        Source: PCI Express, translated requests."""
        frame = choose(
            f
            for f in Frame
            if self.functions.user(function) == guest and self.device_tlb(function, iova, page, f, Access.READ)
        )
        self.iommu.reads[function, page, frame] = True

    @joins(Dma.flush_io)
    def the_functions_forget_the_page(self, page: Page) -> None:
        for function in Function:
            if self.functions.uses(self.memory.holder(page), function):
                self.device_tlb[function, :, page, :, :] = False

    @joins(Functions.drain)
    def the_function_forgets_all(self, function: Function) -> None:
        self.device_tlb[function, :, :, :, :] = False

    @sees(Guest)
    def own_device_translations(
        self, viewer: Guest, function: Function, iova: Iova, page: Page, access: Access
    ) -> None:
        see(
            self.device_tlb(function, iova, page, self.memory.backing(page), access),
            where=self.functions.uses(viewer, function),
        )

    @invariant
    def device_translations_stay_inside(
        self, function: Function, iova: Iova, page: Page, frame: Frame, access: Access
    ) -> bool:
        return implies(self.device_tlb(function, iova, page, frame, access), self.iommu.belongs(function, page, frame))
