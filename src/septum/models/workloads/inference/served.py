"""Seven equal tenants, each with a function of a GPU that a driver in another guest serves; places are let again."""

from septum.language import Concern, example, workload
from septum.models.dma import Iova
from septum.models.guests import Guest, Guests
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


class ServedInference(Concern):
    """One tenant at one place, and the next there. It stands for seven as the one on a partitioned GPU does.

    How the GPU is divided is the driver's affair, and the core's in nothing: it is no part of the machine here.
    """

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    interrupts: Interrupts
    service: ServiceGuest
    tenants: Tenants
    gpu: ServedGpu
    building: Building
    procedures: Procedures

    def machine(
        self, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, driver: Guest, ram: Frame, bar: Frame,
        function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId, zero: Word,
    ) -> None:  # fmt: skip
        """One CPU's worth of a machine, with one function of a GPU and one of a network card."""
        assert self.service.driver == driver and self.service.driven(function) and not self.service.driven(nic)
        assert self.memory.ZERO == zero and self.memory.kind(ram) == FrameKind.RAM
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function and self.pci.function_of(nic_id) == nic
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob

    def replace(
        self, cpu: Cpu, bobs: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, low: Gfn, high: Gfn, next_page: Page,
        next_registers: Page, ram: Frame, bar: Frame, function: Function, nic: Function, requester: RequesterId,
        nic_id: RequesterId, iova: Iova, handle: Handle, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """A tenant is no more; another has its memory, CPU, tag, functions and interrupt."""
        assert not self.guests.is_alive(alice)
        self.tenants.boot(cpu, bob, vmid, low, next_page, ram, zero, image)
        self.gpu.submit(cpu, bobs, bob, high, next_registers, bar, batch, result)
        self.tenants.move(bob, function, requester, iova, next_page, result)
        self.tenants.interrupt(cpu, bobs, bob, handle, requester)
        self.tenants.answer(bob, nic, nic_id, iova, next_page)

    @workload
    def inference(
        self, cpu: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, driver: Guest, vmid: Vmid, low: Gfn,
        high: Gfn, page: Page, registers: Page, next_page: Page, next_registers: Page, ram: Frame, bar: Frame,
        function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId, iova: Iova, handle: Handle,
        zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice is served, then Bob with what was hers."""
        self.machine(alices, bobs, alice, bob, driver, ram, bar, function, nic, requester, nic_id, zero)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.gpu.submit(cpu, alices, alice, high, registers, bar, batch, result)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.answer(alice, nic, nic_id, iova, page)
        self.replace(
            cpu, bobs, alice, bob, vmid, low, high, next_page, next_registers, ram, bar, function, nic, requester,
            nic_id, iova, handle, zero, image, batch, result,
        )  # fmt: skip

    @example
    def inference_run(
        self, cpu: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, driver: Guest, vmid: Vmid, low: Gfn,
        high: Gfn, page: Page, registers: Page, next_page: Page, next_registers: Page, ram: Frame, bar: Frame,
        function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId, iova: Iova, handle: Handle,
        zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """The same, with what the core is asked for in between."""
        self.machine(alices, bobs, alice, bob, driver, ram, bar, function, nic, requester, nic_id, zero)
        self.procedures.renew(function)
        self.procedures.renew(nic)
        self.interrupts.flush_handle(handle)
        self.building.ready(
            cpu, alices, alice, vmid, low, high, page, registers, ram, bar, function, nic, requester, nic_id, iova,
            handle,
        )  # fmt: skip
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.gpu.submit(cpu, alices, alice, high, registers, bar, batch, result)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.answer(alice, nic, nic_id, iova, page)
        self.building.loosen(cpu, alices, alice, high, registers, function, requester, iova, handle)
        self.building.release(function)
        self.building.leave(cpu, alices, alice, low, page, nic, nic_id, iova)
        self.building.ready(
            cpu, bobs, bob, vmid, low, high, next_page, next_registers, ram, bar, function, nic, requester, nic_id,
            iova, handle,
        )  # fmt: skip
        self.replace(
            cpu, bobs, alice, bob, vmid, low, high, next_page, next_registers, ram, bar, function, nic, requester,
            nic_id, iova, handle, zero, image, batch, result,
        )  # fmt: skip
