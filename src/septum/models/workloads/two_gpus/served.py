"""One tenant has functions of two GPUs that a driver in another guest serves, and works on both."""

from septum.language import Concern, example, workload
from septum.models.dma import Iova
from septum.models.guests import Guest
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.service_guest import ServiceGuest
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid
from septum.models.workloads.building import Building
from septum.models.workloads.served_gpu import ServedGpu
from septum.models.workloads.tenants import Tenants


class ServedTwoGpus(Concern):
    """What the first GPU works out reaches the second by way of the tenant's memory.

    Two stand for any number as on partitioned GPUs.
    """

    memory: Memory
    scheduling: Scheduling
    pci: Pci
    interrupts: Interrupts
    service: ServiceGuest
    tenants: Tenants
    served: ServedGpu
    building: Building
    procedures: Procedures

    def machine(
        self, alices: Vcpu, alice: Guest, driver: Guest, ram: Frame, bar: Frame, second_bar: Frame, first: Function,
        second: Function, nic: Function, first_id: RequesterId, second_id: RequesterId, nic_id: RequesterId,
        zero: Word,
    ) -> None:  # fmt: skip
        """Functions of two GPUs, and one of a network card."""
        assert self.memory.ZERO == zero and self.service.driver == driver
        assert self.service.driven(first) and self.service.driven(second) and not self.service.driven(nic)
        assert self.memory.kind(ram) == FrameKind.RAM and self.scheduling.guest_of(alices) == alice
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == first
        assert self.memory.kind(second_bar) == FrameKind.BAR and self.pci.function_at(second_bar) == second
        assert self.pci.function_of(first_id) == first and self.pci.function_of(second_id) == second
        assert self.pci.function_of(nic_id) == nic

    @workload
    def two_gpus(
        self, cpu: Cpu, alices: Vcpu, alice: Guest, driver: Guest, vmid: Vmid, low: Gfn, high: Gfn, top: Gfn,
        page: Page, registers: Page, own_registers: Page, ram: Frame, bar: Frame, second_bar: Frame,
        first: Function, second: Function, nic: Function, first_id: RequesterId, second_id: RequesterId,
        nic_id: RequesterId, iova: Iova, handle: Handle, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice works on both, and hands what the one worked out to the other."""
        self.machine(alices, alice, driver, ram, bar, second_bar, first, second, nic, first_id, second_id, nic_id, zero)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.served.submit(cpu, alices, alice, high, registers, bar, batch, result)
        self.served.submit(cpu, alices, alice, top, own_registers, second_bar, batch, result)
        self.tenants.pass_on(alice, first, first_id, second, second_id, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, second_id)
        self.tenants.answer(alice, nic, nic_id, iova, page)

    @example
    def two_gpus_run(
        self, cpu: Cpu, alices: Vcpu, alice: Guest, driver: Guest, vmid: Vmid, low: Gfn, high: Gfn, top: Gfn,
        page: Page, registers: Page, own_registers: Page, ram: Frame, bar: Frame, second_bar: Frame,
        first: Function, second: Function, nic: Function, first_id: RequesterId, second_id: RequesterId,
        nic_id: RequesterId, iova: Iova, handle: Handle, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """The same, with what the core is asked for in between."""
        self.machine(alices, alice, driver, ram, bar, second_bar, first, second, nic, first_id, second_id, nic_id, zero)
        self.procedures.renew(first)
        self.procedures.renew(second)
        self.procedures.renew(nic)
        self.interrupts.flush_handle(handle)
        self.building.begin(alice, iova, low, page, ram)
        self.building.connect_gpu(alice, alices, second, second_id, iova, page, top, own_registers, second_bar, handle)
        self.building.connect(alice, first, first_id, iova, page)
        self.procedures.give_device_page(alice, high, registers, bar)
        self.building.connect(alice, nic, nic_id, iova, page)
        self.procedures.start(cpu, alices, alice, vmid)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.served.submit(cpu, alices, alice, high, registers, bar, batch, result)
        self.served.submit(cpu, alices, alice, top, own_registers, second_bar, batch, result)
        self.tenants.pass_on(alice, first, first_id, second, second_id, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, second_id)
        self.tenants.answer(alice, nic, nic_id, iova, page)
