"""What tenants want: a machine that works for one, and then, with nothing left in it, for the next."""

from septum.language import Concern, workload
from septum.models.dma import Iova
from septum.models.guests import Guest, Guests
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.instances import Instances
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid, Vmids


class Tenancy(Concern):
    """Memory, an instance, DMA and interrupts; then another tenant on the same frame, tag, function, slice, handle."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    tlb: Tlb
    pci: Pci
    iommu: Iommu
    interrupts: Interrupts
    remapping: InterruptRemapping
    delivery: InterruptDelivery
    mig: Mig
    instances: Instances

    def move_data(self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page) -> None:
        """A function reads its user's memory."""
        self.iommu.fill_iotlb(guest, guest, requester, iova, page, Access.READ)
        self.iommu.dma_read(guest, requester, iova, page)
        self.iommu.land_read(guest, function, page)

    def interrupt(self, guest: Guest, requester: RequesterId, handle: Handle, vcpu: Vcpu) -> None:
        """A function interrupts a virtual CPU of its user."""
        self.remapping.fill_interrupt_cache(guest, handle, requester, vcpu)
        self.remapping.send_message(guest, handle, requester, vcpu)

    @workload
    def one_tenant_after_another_is_served(
        self,
        cpu: Cpu,
        alices: Vcpu,
        hers: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        low: Gfn,
        high: Gfn,
        page: Page,
        registers: Page,
        next_page: Page,
        next_registers: Page,
        ram: Frame,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        handle: Handle,
        instance: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice computes, moves data and is interrupted, on either of her virtual CPUs; so is Bob, when she is gone."""
        assert self.memory.ZERO == zero and self.mig.has(instance, part) and self.memory.kind(ram) == FrameKind.RAM
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.scheduling.guest_of(bobs) == bob
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(hers) == alice
        assert self.pci.function_of(requester) == function
        assert self.memory.backing(page) == ram and self.vmids.vmid(alice) == vmid
        self.tlb.fill_tlb(cpu, alice, low, page, Access.WRITE)
        self.tlb.store(cpu, alice, low, page, secret)
        self.move_data(alice, function, requester, iova, page)
        assert self.memory.backing(registers) == bar and self.mig.leads_to(instance, part, unit)
        self.tlb.fill_tlb(cpu, alice, high, registers, Access.WRITE)
        assert self.memory.backing(registers) == bar and self.mig.leads_to(instance, part, unit)
        self.mig.gpu_store(cpu, alice, high, registers, instance, part, secret)
        self.interrupt(alice, requester, handle, alices)
        self.delivery.take_interrupt(cpu, alices, alice)
        self.interrupt(alice, requester, handle, hers)
        assert not self.guests.is_alive(alice)
        self.tlb.fill_tlb(cpu, bob, low, next_page, Access.READ)
        assert self.memory.backing(next_page) == ram and self.vmids.vmid(bob) == vmid
        assert self.tlb.load(cpu, bob, low, next_page) == zero
        self.move_data(bob, function, requester, iova, next_page)
        assert self.memory.backing(next_registers) == bar and self.mig.leads_to(instance, part, unit)
        assert self.mig.gpu_load(cpu, bob, high, next_registers, instance, part) == zero
        self.interrupt(bob, requester, handle, bobs)
        self.delivery.take_interrupt(cpu, bobs, bob)
