"""How a tenant is built up, works, and is torn down, with every capability that one could use for it."""

from septum.language import Concern
from septum.models.dma import Dma, Iova
from septum.models.driver import GpuDriver
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, Handle, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.instances import Instances
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, Page, Word
from septum.models.scheduling import Cpu, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid
from septum.models.workloads.tenancy import Tenancy


class TenancySteps(Concern):
    """Beginning, work and end of a tenant."""

    guests: Guests
    functions: Functions
    translation: Translation
    tlb: Tlb
    dma: Dma
    interrupts: Interrupts
    delivery: InterruptDelivery
    mig: Mig
    instances: Instances
    driver: GpuDriver
    procedures: Procedures
    tenancy: Tenancy

    def renew_instance(self, instance: Instance, part: Part, unit: Slice) -> None:
        """The driver prepares an instance for its next user."""
        self.driver.scrub_slice(unit)
        self.driver.route(instance, part, unit)
        self.driver.clear_local_memory(instance)
        self.instances.renew(instance)

    def build(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        guest: Guest,
        vmid: Vmid,
        low: Gfn,
        high: Gfn,
        page: Page,
        registers: Page,
        ram: Frame,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        handle: Handle,
        instance: Instance,
    ) -> None:
        """A guest with memory, a function, its interrupt and an instance, on a CPU."""
        self.guests.create(guest)
        self.dma.reserve(guest, iova)
        self.procedures.give_page(guest, low, page, ram)
        self.procedures.give_function(guest, function, requester)
        self.procedures.give_device_page(guest, high, registers, bar)
        self.interrupts.route_interrupt(handle, requester, vcpu)
        self.instances.bind(guest, function, instance)
        self.procedures.start(cpu, vcpu, guest, vmid)
        self.dma.map_io(guest, function, iova, page, {Access.READ})

    def work(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        guest: Guest,
        low: Gfn,
        high: Gfn,
        page: Page,
        registers: Page,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        handle: Handle,
        instance: Instance,
        part: Part,
        secret: Word,
    ) -> None:
        """What Alice does."""
        self.tlb.fill_tlb(cpu, guest, low, page, Access.WRITE)
        self.tlb.store(cpu, guest, low, page, secret)
        self.tenancy.move_data(guest, function, requester, iova, page)
        self.tlb.fill_tlb(cpu, guest, high, registers, Access.WRITE)
        self.mig.gpu_store(cpu, guest, high, registers, instance, part, secret)
        self.tenancy.interrupt(guest, requester, handle, vcpu)
        self.delivery.take_interrupt(cpu, vcpu, guest)

    def tear_down(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        other: Vcpu,
        guest: Guest,
        low: Gfn,
        high: Gfn,
        page: Page,
        registers: Page,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        handle: Handle,
        instance: Instance,
        part: Part,
    ) -> None:
        """Everything is taken from her, and she is no more."""
        self.dma.unmap_io(guest, function, iova)
        self.interrupts.unroute_interrupt(handle, requester, other)
        self.interrupts.flush_handle(handle)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.translation.map_page(guest, high, registers, set())
        self.procedures.take_page(cpu, guest, high, registers)
        self.instances.unbind(function, instance)
        self.functions.reset(function)
        self.functions.release(function)
        self.translation.map_page(guest, low, page, set())
        self.procedures.take_page(cpu, guest, low, page)
        self.procedures.stop(cpu, vcpu, guest)
        self.guests.destroy(guest)
        self.driver.unroute(instance, part)
