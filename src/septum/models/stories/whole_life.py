"""One machine, two tenants in turn: all that Alice had, Bob has after her."""

from septum.language import Concern, example, impossible
from septum.models.device_memory import DeviceMemory
from septum.models.dma import Dma, Iova
from septum.models.driver import GpuDriver
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests, Phase
from septum.models.hardware.ats import Ats
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.hardware.tlb import Tlb
from septum.models.instances import Instances
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid, Vmids


class WholeLife(Concern):
    """Serve, tear down, serve another with the same frame, tag, function, instance, slice and handle."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    translation: Translation
    tlb: Tlb
    pci: Pci
    functions: Functions
    dma: Dma
    iommu: Iommu
    ats: Ats
    device_memory: DeviceMemory
    registers: Registers
    interrupts: Interrupts
    remapping: InterruptRemapping
    delivery: InterruptDelivery
    mig: Mig
    instances: Instances
    driver: GpuDriver
    procedures: Procedures

    def build(
        self, cpu: Cpu, vcpu: Vcpu, guest: Guest, vmid: Vmid, low: Gfn, high: Gfn, top: Gfn, page: Page,
        registers: Page, vectors: Page, ram: Frame, bar: Frame, table: Frame, function: Function,
        requester: RequesterId, iova: Iova, handle: Handle, instance: Instance,
    ) -> None:  # fmt: skip
        """A guest with memory, a function, its interrupt and an instance, on a CPU."""
        self.guests.create(guest)
        self.dma.reserve(guest, iova)
        self.procedures.give_page(guest, low, page, ram)
        self.procedures.give_function(guest, function, requester)
        self.procedures.give_device_page(guest, high, registers, bar)
        self.procedures.give_device_page(guest, top, vectors, table)
        self.interrupts.route_interrupt(handle, requester, vcpu)
        self.instances.bind(guest, function, instance)
        self.procedures.start(cpu, vcpu, guest, vmid)
        self.procedures.touch(cpu, guest, low, page)
        self.tlb.fill_tlb(cpu, guest, low, page, Access.EXECUTE)
        self.procedures.touch(cpu, guest, high, registers)
        self.procedures.touch(cpu, guest, top, vectors)

    @example
    def one_tenant_after_another(
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
        top: Gfn,
        page: Page,
        registers: Page,
        vectors: Page,
        next_page: Page,
        next_registers: Page,
        next_vectors: Page,
        ram: Frame,
        bar: Frame,
        table: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        handle: Handle,
        instance: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
        result: Word,
    ) -> None:
        """Alice works on her data; she is torn down; Bob gets everything that she had, and finds nothing in it."""
        assert self.memory.ZERO == zero and self.mig.has(instance, part) and self.memory.kind(ram) == FrameKind.RAM
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.memory.kind(table) == FrameKind.MSIX_TABLE and self.pci.function_at(table) == function
        assert self.pci.function_of(requester) == function and self.scheduling.guest_of(bobs) == bob
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(hers) == alice
        self.procedures.renew(function)
        self.driver.scrub_slice(unit)
        self.driver.route(instance, part, unit)
        self.driver.clear_local_memory(instance)
        self.instances.renew(instance)
        self.interrupts.flush_handle(handle)
        self.build(
            cpu, alices, alice, vmid, low, high, top, page, registers, vectors, ram, bar, table, function, requester,
            iova, handle, instance,
        )  # fmt: skip
        # Alice's program and data are in her memory; her function moves them; her instance works on them.
        self.tlb.store(cpu, alice, low, page, secret)
        assert self.tlb.fetch(cpu, alice, low, page) == secret
        assert self.scheduling.use_registers(cpu, alices, alice, secret) == zero
        assert self.scheduling.use_unswitched_registers(cpu, alices, alice, secret) == zero
        self.dma.map_io(alice, function, iova, page, {Access.READ, Access.WRITE})
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ)
        self.iommu.dma_read(alice, requester, iova, page)
        self.iommu.land_read(alice, function, page)
        self.mig.gpu_store(cpu, alice, high, registers, instance, part, secret)
        assert self.mig.use_local_memory(cpu, alice, high, registers, instance, secret) == zero
        # It answers into her memory, and interrupts her.
        self.ats.fill_device_tlb(alice, alice, requester, iova, page, Access.READ)
        self.ats.fill_device_tlb(alice, alice, requester, iova, page, Access.WRITE)
        self.ats.read_translated(alice, function, iova, page)
        self.iommu.land_read(alice, function, page)
        assert self.registers.load_register(cpu, alice, high, registers) == secret
        self.ats.write_translated(alice, function, iova, page, result)
        self.iommu.land_write(alice, function, page, result)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.iommu.dma_write(alice, requester, iova, page, result)
        self.iommu.land_write(alice, function, page, result)
        self.registers.store_vector(cpu, alice, top, vectors, handle)
        self.remapping.fill_interrupt_cache(alice, handle, requester, alices)
        self.remapping.fire_vector(alice, handle, requester, alices)
        self.delivery.take_interrupt(cpu, alices, alice)
        assert self.tlb.load(cpu, alice, low, page) == result
        self.interrupts.reroute_interrupt(handle, requester, alices, hers)
        self.delivery.interrupt_sibling(cpu, alices, alice, hers)
        self.remapping.send_message(alice, handle, requester, alices)
        self.registers.store_register(cpu, alice, high, registers, secret, alices)
        self.tlb.forget(cpu, alice, low, page, Access.READ)
        self.dma.unmap_io(alice, function, iova)
        assert self.guests.phase(alice) == Phase.RUNNING and self.memory.holder(page) == alice
        assert self.memory.lent(page) and self.memory.backing(page) == ram and self.vmids.vmid(alice) == vmid
        assert self.functions.assigned(function) and self.functions.user(function) == alice
        assert self.instances.bound(function, instance) and self.mig.slice_of(instance, part) == unit
        # Everything is taken from her, and she is no more.
        self.interrupts.unroute_interrupt(handle, requester, hers)
        self.interrupts.flush_handle(handle)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.procedures.take_page(cpu, alice, high, registers)
        self.procedures.take_page(cpu, alice, top, vectors)
        self.instances.unbind(function, instance)
        self.functions.reset(function)
        self.functions.release(function)
        self.procedures.take_page(cpu, alice, low, page)
        self.procedures.stop(cpu, alices, alice)
        self.guests.destroy(alice)
        assert self.guests.phase(alice) == Phase.ABSENT
        self.driver.unroute(instance, part)
        self.driver.scrub_slice(unit)
        self.driver.route(instance, part, unit)
        self.driver.clear_local_memory(instance)
        self.instances.renew(instance)
        # Bob gets the frame, the tag, the function, the instance, its slice and the handle, and finds nothing.
        self.build(
            cpu, bobs, bob, vmid, low, high, top, next_page, next_registers, next_vectors, ram, bar, table, function,
            requester, iova, handle, instance,
        )  # fmt: skip
        assert self.tlb.load(cpu, bob, low, next_page) == zero
        assert self.scheduling.use_registers(cpu, bobs, bob, zero) == zero
        assert self.scheduling.use_unswitched_registers(cpu, bobs, bob, zero) == zero
        assert self.registers.load_register(cpu, bob, high, next_registers) == zero
        assert self.mig.gpu_load(cpu, bob, high, next_registers, instance, part) == zero
        assert self.mig.use_local_memory(cpu, bob, high, next_registers, instance, zero) == zero
        assert impossible(self.remapping.fire_vector(bob, handle, requester, bobs))
        self.remapping.fill_interrupt_cache(bob, handle, requester, bobs)
        self.remapping.send_message(bob, handle, requester, bobs)
        self.delivery.take_interrupt(cpu, bobs, bob)
        assert self.guests.phase(alice) == Phase.ABSENT and self.guests.phase(bob) == Phase.RUNNING
        assert self.memory.lent(next_page) and self.memory.holder(next_page) == bob
        assert self.memory.backing(next_page) == ram and self.vmids.vmid(bob) == vmid
        assert self.functions.assigned(function) and self.functions.user(function) == bob
        assert self.instances.bound(function, instance) and self.mig.slice_of(instance, part) == unit
