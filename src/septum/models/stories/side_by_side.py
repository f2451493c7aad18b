"""Runs in which two guests live at once, each with a function of its own, and things pass from one to the other."""

from septum.language import Concern, example, impossible
from septum.models.dma import Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.ats import Ats
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Handle, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.dma import DmaStories
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid


class SideBySide(Concern):
    """Neighbours with DMA and interrupts."""

    memory: Memory
    scheduling: Scheduling
    tlb: Tlb
    functions: Functions
    dma: Dma
    iommu: Iommu
    ats: Ats
    interrupts: Interrupts
    remapping: InterruptRemapping
    delivery: InterruptDelivery
    dma_stories: DmaStories
    procedures: Procedures

    def connect(
        self,
        vcpu: Vcpu,
        guest: Guest,
        page: Page,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        handle: Handle,
    ) -> None:
        """A function of a running guest: its translations are remembered, and its interrupt has a route."""
        self.iommu.fill_iotlb(guest, guest, requester, iova, page, Access.READ)
        self.iommu.fill_iotlb(guest, guest, requester, iova, page, Access.WRITE)
        self.ats.fill_device_tlb(guest, guest, requester, iova, page, Access.READ)
        self.ats.fill_device_tlb(guest, guest, requester, iova, page, Access.WRITE)
        self.interrupts.flush_handle(handle)
        self.interrupts.route_interrupt(handle, requester, vcpu)
        self.remapping.fill_interrupt_cache(guest, handle, requester, vcpu)

    @example
    def a_page_passes_between_neighbours(
        self,
        cpu: Cpu,
        alices: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        hers: Vmid,
        his: Vmid,
        low: Gfn,
        high: Gfn,
        one: Page,
        own: Page,
        two: Page,
        ram: Frame,
        his_ram: Frame,
        first: Function,
        second: Function,
        first_id: RequesterId,
        second_id: RequesterId,
        iova: Iova,
        first_handle: Handle,
        second_handle: Handle,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's function works on while her page goes to Bob; it reaches neither that page nor his function's."""
        assert self.memory.ZERO == zero
        self.dma_stories.boot_with_function(cpu, alices, alice, hers, low, one, ram, first, first_id, iova)
        self.connect(alices, alice, one, first, first_id, iova, first_handle)
        self.scheduling.save_vcpu(cpu, alices)
        self.dma_stories.boot_with_function(cpu, bobs, bob, his, low, own, his_ram, second, second_id, iova)
        self.connect(bobs, bob, own, second, second_id, iova, second_handle)
        assert impossible(self.iommu.dma_write(alice, second_id, iova, own, secret))
        assert impossible(self.ats.write_translated(alice, second, iova, own, secret))
        assert impossible(self.remapping.send_message(alice, second_handle, second_id, bobs))
        self.iommu.dma_write(bob, second_id, iova, own, secret)
        self.iommu.land_write(bob, second, own, secret)
        assert self.tlb.load(cpu, bob, low, own) == secret
        self.procedures.take_page(cpu, alice, low, one)
        self.procedures.give_page(bob, high, two, ram)
        self.procedures.touch(cpu, bob, high, two)
        assert self.tlb.load(cpu, bob, high, two) == zero
        assert impossible(self.iommu.dma_write(alice, first_id, iova, one, secret))
        assert impossible(self.ats.write_translated(alice, first, iova, one, secret))
        self.tlb.store(cpu, bob, high, two, secret)
        self.remapping.send_message(bob, second_handle, second_id, bobs)
        self.delivery.take_interrupt(cpu, bobs, bob)
        assert self.tlb.load(cpu, bob, high, two) == secret

    @example
    def a_function_goes_before_its_page(
        self,
        cpu: Cpu,
        alices: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        hers: Vmid,
        his: Vmid,
        low: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        handle: Handle,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's function is drained, reset and Bob's; then her page is his, and nothing is under way to it."""
        assert self.memory.ZERO == zero and self.scheduling.guest_of(bobs) == bob
        self.dma_stories.boot_with_function(cpu, alices, alice, hers, low, one, ram, function, requester, iova)
        self.connect(alices, alice, one, function, requester, iova, handle)
        self.iommu.dma_write(alice, requester, iova, one, secret)
        self.iommu.land_write(alice, function, one, secret)
        self.ats.read_translated(alice, function, iova, one)
        self.iommu.land_read(alice, function, one)
        self.interrupts.unroute_interrupt(handle, requester, alices)
        self.procedures.take_function(function, requester)
        self.procedures.take_page(cpu, alice, low, one)
        self.scheduling.save_vcpu(cpu, alices)
        self.dma_stories.guests.create(bob)
        self.procedures.give_function(bob, function, requester)
        self.procedures.give_page(bob, low, two, ram)
        self.procedures.start(cpu, bobs, bob, his)
        self.procedures.touch(cpu, bob, low, two)
        assert self.tlb.load(cpu, bob, low, two) == zero
        assert impossible(self.iommu.land_write(alice, function, one, secret))
        self.tlb.store(cpu, bob, low, two, secret)
        assert self.tlb.load(cpu, bob, low, two) == secret
