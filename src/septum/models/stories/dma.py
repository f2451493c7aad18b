"""Runs in which a function reads and writes by itself, and a revoked page is out of its reach."""

from septum.language import Concern, example, impossible, refused
from septum.models.dma import NOT_IO_INVALIDATED, Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.ats import Ats
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.hardware.tlb import Tlb
from septum.models.memory import BEING_TAKEN, Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid


class DmaStories(Concern):
    """Map, translate, send, land; revoke, drain, flush."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    translation: Translation
    tlb: Tlb
    pci: Pci
    functions: Functions
    dma: Dma
    iommu: Iommu
    ats: Ats
    registers: Registers
    procedures: Procedures

    def boot_with_function(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
    ) -> None:
        """Alice runs, with a page that her function may read and write."""
        assert self.memory.kind(ram) == FrameKind.RAM and self.pci.function_of(requester) == function
        assert self.scheduling.guest_of(vcpu) == alice
        self.procedures.renew(function)
        self.guests.create(alice)
        self.dma.reserve(alice, iova)
        self.procedures.give_page(alice, gfn, page, ram)
        self.procedures.give_function(alice, function, requester)
        self.procedures.start(cpu, vcpu, alice, vmid)
        self.procedures.touch(cpu, alice, gfn, page)
        self.dma.map_io(alice, function, iova, page, {Access.READ, Access.WRITE})

    @example
    def a_buffer_moves(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        there: Gfn,
        page: Page,
        registers: Page,
        ram: Frame,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        word: Word,
        other: Word,
    ) -> None:
        """What the guest stores its function reads, and what the function writes the guest loads."""
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        self.boot_with_function(cpu, vcpu, alice, vmid, gfn, page, ram, function, requester, iova)
        self.procedures.give_device_page(alice, there, registers, bar)
        self.procedures.touch(cpu, alice, there, registers)
        self.tlb.store(cpu, alice, gfn, page, word)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.iommu.dma_read(alice, requester, iova, page)
        self.iommu.land_read(alice, function, page)
        assert self.registers.load_register(cpu, alice, there, registers) == word
        self.iommu.dma_write(alice, requester, iova, page, other)
        assert self.tlb.load(cpu, alice, gfn, page) == word
        self.iommu.land_write(alice, function, page, other)
        assert self.tlb.load(cpu, alice, gfn, page) == other
        self.ats.fill_device_tlb(alice, alice, requester, iova, page, Access.READ)
        self.ats.fill_device_tlb(alice, alice, requester, iova, page, Access.WRITE)
        self.ats.write_translated(alice, function, iova, page, word)
        self.iommu.land_write(alice, function, page, word)
        self.ats.read_translated(alice, function, iova, page)
        self.iommu.land_read(alice, function, page)
        assert self.registers.load_register(cpu, alice, there, registers) == word

    @example
    def a_revoked_page_is_out_of_reach(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        word: Word,
    ) -> None:
        """The table loses it at once, the IOMMU and the function when nothing is under way any more."""
        self.boot_with_function(cpu, vcpu, alice, vmid, gfn, page, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.ats.fill_device_tlb(alice, alice, requester, iova, page, Access.READ)
        self.translation.unmap_page(alice, gfn, page)
        assert impossible(self.dma.flush_io(page))
        self.memory.revoke(page)
        assert refused(self.dma.map_io(alice, function, iova, page, {Access.READ}), BEING_TAKEN)
        assert impossible(self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ))
        self.iommu.dma_write(alice, requester, iova, page, word)
        self.ats.read_translated(alice, function, iova, page)
        assert impossible(self.dma.flush_io(page))
        self.iommu.land_write(alice, function, page, word)
        assert impossible(self.dma.flush_io(page))
        self.iommu.land_read(alice, function, page)
        self.translation.acknowledge(cpu, page)
        assert refused(self.memory.take_back(page), NOT_IO_INVALIDATED)
        self.dma.flush_io(page)
        assert impossible(self.iommu.dma_write(alice, requester, iova, page, word))
        assert impossible(self.ats.read_translated(alice, function, iova, page))
        self.memory.take_back(page)

    @example
    def a_guest_unmaps_by_itself(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        word: Word,
    ) -> None:
        """Without its table entry a page is not translated anew; the function drains with what it has under way."""
        self.boot_with_function(cpu, vcpu, alice, vmid, gfn, page, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.dma.unmap_io(alice, function, iova)
        assert impossible(self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ))
        self.iommu.dma_write(alice, requester, iova, page, word)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        assert impossible(self.functions.drain(function))
        self.iommu.land_write(alice, function, page, word)
        self.functions.drain(function)
        assert impossible(self.iommu.dma_write(alice, requester, iova, page, word))
        assert self.tlb.load(cpu, alice, gfn, page) == word
