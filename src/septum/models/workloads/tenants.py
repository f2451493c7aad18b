"""What a tenant does, in its own words: it boots, moves buffers, is interrupted, answers, crashes."""

from septum.language import Concern
from septum.models.dma import Iova
from septum.models.guests import Guest
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Handle, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid, Vmids


class Tenants(Concern):
    """Each event is what the guest and the machine do. What the core is asked for so that it can happen is not said."""

    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    tlb: Tlb
    iommu: Iommu
    remapping: InterruptRemapping
    delivery: InterruptDelivery

    def boot(
        self, cpu: Cpu, guest: Guest, vmid: Vmid, gfn: Gfn, page: Page, frame: Frame, zero: Word, image: Word
    ) -> None:
        """A guest finds its memory empty, its monitor puts the measured image there, and the guest fetches it.

        Measuring is the monitor's, which is part of the guest; that nobody changes the image in between is the core's.
        """
        assert self.memory.backing(page) == frame and self.vmids.vmid(guest) == vmid
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.READ)
        assert self.tlb.load(cpu, guest, gfn, page) == zero
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.WRITE)
        self.tlb.store(cpu, guest, gfn, page, image)
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.EXECUTE)
        assert self.tlb.fetch(cpu, guest, gfn, page) == image

    def fill(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, frame: Frame, zero: Word, word: Word) -> None:
        """A guest with more memory than one page finds the other empty, and uses it."""
        assert self.memory.backing(page) == frame
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.READ)
        assert self.tlb.load(cpu, guest, gfn, page) == zero
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.WRITE)
        self.tlb.store(cpu, guest, gfn, page, word)

    def move(
        self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page, word: Word
    ) -> None:
        """A function writes what it worked out into its user's memory."""
        self.iommu.fill_iotlb(guest, guest, requester, iova, page, Access.WRITE)
        self.iommu.dma_write(guest, requester, iova, page, word)
        self.iommu.land_write(guest, function, page, word)

    def answer(self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page) -> None:
        """A network function reads the answer out of its user's memory, to send it."""
        self.iommu.fill_iotlb(guest, guest, requester, iova, page, Access.READ)
        self.iommu.dma_read(guest, requester, iova, page)
        self.iommu.land_read(guest, function, page)

    def pass_on(
        self,
        guest: Guest,
        first: Function,
        first_id: RequesterId,
        second: Function,
        second_id: RequesterId,
        iova: Iova,
        page: Page,
        word: Word,
    ) -> None:
        """What one function worked out another of the same user gets, by way of its memory.

        NVIDIA MIG user guide, application considerations: instances reach no other GPU, over PCIe or NVLink.
        """
        self.iommu.fill_iotlb(guest, guest, first_id, iova, page, Access.WRITE)
        self.iommu.dma_write(guest, first_id, iova, page, word)
        self.iommu.land_write(guest, first, page, word)
        self.iommu.fill_iotlb(guest, guest, second_id, iova, page, Access.READ)
        self.iommu.dma_read(guest, second_id, iova, page)
        self.iommu.land_read(guest, second, page)

    def hand_over(
        self, here: Cpu, giver: Guest, gfn: Gfn, page: Page, there: Cpu, taker: Guest, shared: Gfn, word: Word
    ) -> None:
        """A stage leaves its result in a page, and the next stage, on another CPU, reads it there."""
        self.tlb.fill_tlb(here, giver, gfn, page, Access.WRITE)
        self.tlb.store(here, giver, gfn, page, word)
        self.tlb.fill_tlb(there, taker, shared, page, Access.READ)
        assert self.tlb.load(there, taker, shared, page) == word

    def interrupt(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, handle: Handle, requester: RequesterId) -> None:
        """A function says that it is done, and a virtual CPU of its user takes the interrupt."""
        self.remapping.fill_interrupt_cache(guest, handle, requester, vcpu)
        self.remapping.send_message(guest, handle, requester, vcpu)
        self.delivery.take_interrupt(cpu, vcpu, guest)

    def crash(
        self,
        cpu: Cpu,
        guest: Guest,
        requester: RequesterId,
        iova: Iova,
        page: Page,
        word: Word,
        others: Vcpu,
        other: Guest,
        zero: Word,
    ) -> None:
        """A guest stops, a write of its function under way; another has its CPU, and finds nothing in the registers."""
        self.iommu.dma_write(guest, requester, iova, page, word)
        assert self.scheduling.use_registers(cpu, others, other, zero) == zero
