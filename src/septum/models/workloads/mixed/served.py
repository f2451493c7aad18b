"""Tenants of different sizes, each with a function of a GPU that a driver in another guest serves."""

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


class ServedMixed(Concern):
    """The larger tenant has two pages, and the second goes to a smaller tenant; how the GPU is divided is the driver's.

    It stands for any sizes as the workload on a partitioned GPU does.
    """

    guests: Guests
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
        self, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, driver: Guest, ram: Frame, more_ram: Frame,
        bar: Frame, function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId, zero: Word,
    ) -> None:  # fmt: skip
        """Two frames, a function of a GPU and one of a network card."""
        assert self.service.driver == driver and self.service.driven(function) and not self.service.driven(nic)
        assert self.memory.ZERO == zero
        assert self.memory.kind(ram) == FrameKind.RAM and self.memory.kind(more_ram) == FrameKind.RAM
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function and self.pci.function_of(nic_id) == nic
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob

    def replace(
        self, cpu: Cpu, bobs: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, low: Gfn, high: Gfn, next_page: Page,
        next_registers: Page, more_ram: Frame, bar: Frame, function: Function, nic: Function,
        requester: RequesterId, nic_id: RequesterId, iova: Iova, handle: Handle, zero: Word, image: Word,
        batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice is no more; the smaller Bob has the memory that she had beyond the first page."""
        assert not self.guests.is_alive(alice)
        self.tenants.boot(cpu, bob, vmid, low, next_page, more_ram, zero, image)
        self.served.submit(cpu, bobs, bob, high, next_registers, bar, batch, result)
        self.tenants.move(bob, function, requester, iova, next_page, result)
        self.tenants.interrupt(cpu, bobs, bob, handle, requester)
        self.tenants.answer(bob, nic, nic_id, iova, next_page)

    @workload
    def mixed(
        self, cpu: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, driver: Guest, vmid: Vmid, low: Gfn,
        high: Gfn, top: Gfn, page: Page, more: Page, registers: Page, next_page: Page, next_registers: Page,
        ram: Frame, more_ram: Frame, bar: Frame, function: Function, nic: Function, requester: RequesterId,
        nic_id: RequesterId, iova: Iova, handle: Handle, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice has two pages, Bob after her one."""
        self.machine(alices, bobs, alice, bob, driver, ram, more_ram, bar, function, nic, requester, nic_id, zero)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.tenants.fill(cpu, alice, top, more, more_ram, zero, batch)
        self.served.submit(cpu, alices, alice, high, registers, bar, batch, result)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.answer(alice, nic, nic_id, iova, page)
        self.replace(
            cpu, bobs, alice, bob, vmid, low, high, next_page, next_registers, more_ram, bar, function, nic, requester,
            nic_id, iova, handle, zero, image, batch, result,
        )  # fmt: skip

    @example
    def mixed_run(
        self, cpu: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, driver: Guest, vmid: Vmid, low: Gfn,
        high: Gfn, top: Gfn, page: Page, more: Page, registers: Page, next_page: Page, next_registers: Page,
        ram: Frame, more_ram: Frame, bar: Frame, function: Function, nic: Function, requester: RequesterId,
        nic_id: RequesterId, iova: Iova, handle: Handle, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """The same, with what the core is asked for in between."""
        self.machine(alices, bobs, alice, bob, driver, ram, more_ram, bar, function, nic, requester, nic_id, zero)
        self.procedures.renew(function)
        self.procedures.renew(nic)
        self.interrupts.flush_handle(handle)
        self.building.ready(
            cpu, alices, alice, vmid, low, high, page, registers, ram, bar, function, nic, requester, nic_id, iova,
            handle,
        )  # fmt: skip
        self.procedures.give_page(alice, top, more, more_ram)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.tenants.fill(cpu, alice, top, more, more_ram, zero, batch)
        self.served.submit(cpu, alices, alice, high, registers, bar, batch, result)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.answer(alice, nic, nic_id, iova, page)
        self.building.loosen(cpu, alices, alice, high, registers, function, requester, iova, handle)
        self.building.release(function)
        self.building.take(cpu, alice, top, more)
        self.building.leave(cpu, alices, alice, low, page, nic, nic_id, iova)
        self.building.ready(
            cpu, bobs, bob, vmid, low, high, next_page, next_registers, more_ram, bar, function, nic, requester, nic_id,
            iova, handle,
        )  # fmt: skip
        self.replace(
            cpu, bobs, alice, bob, vmid, low, high, next_page, next_registers, more_ram, bar, function, nic, requester,
            nic_id, iova, handle, zero, image, batch, result,
        )  # fmt: skip
