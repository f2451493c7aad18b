"""Tenants of different sizes share a partitioned GPU, which is divided anew when one goes."""

from septum.language import Concern, example, workload
from septum.models.dma import Iova
from septum.models.driver import GpuDriver
from septum.models.guests import Guest, Guests
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid
from septum.models.workloads.building import Building
from septum.models.workloads.instance_building import InstanceBuilding
from septum.models.workloads.partitioned_gpu import PartitionedGpu
from septum.models.workloads.tenants import Tenants


class Mixed(Concern):
    """The larger tenant has two pages and two parts, and each of what it leaves goes to a smaller tenant.

    It stands for any sizes and any number. A tenant's n-th page, and the n-th part of its instance, take the same
    calls as the second, on things of their own; so do tenants beside each other, as in the workload `inference`. A
    slice passes from a larger instance to a smaller one here; its place in an instance makes no difference to any
    step. With real numbers the life of unequal tenants is run by `septum verify examples/mixed.yaml`.
    """

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    interrupts: Interrupts
    mig: Mig
    driver_of_gpu: GpuDriver
    tenants: Tenants
    gpu: PartitionedGpu
    building: Building
    instances: InstanceBuilding
    procedures: Procedures

    def machine(
        self, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, ram: Frame, more_ram: Frame, bar: Frame,
        function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId, instance: Instance,
        small: Instance, part: Part, far: Part, zero: Word,
    ) -> None:  # fmt: skip
        """A larger instance with two parts, and a smaller one with one."""
        assert self.memory.ZERO == zero and self.mig.has(small, part) and not self.mig.has(small, far)
        assert self.mig.has(instance, part) and self.mig.has(instance, far)
        assert self.memory.kind(ram) == FrameKind.RAM and self.memory.kind(more_ram) == FrameKind.RAM
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function and self.pci.function_of(nic_id) == nic
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob

    def replace(
        self, cpu: Cpu, bobs: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, low: Gfn, high: Gfn, next_page: Page,
        next_registers: Page, more_ram: Frame, bar: Frame, function: Function, nic: Function,
        requester: RequesterId, nic_id: RequesterId, iova: Iova, handle: Handle, small: Instance, part: Part,
        next_unit: Slice, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice is no more; the smaller Bob has the memory and the slice that she had beyond the first."""
        assert not self.guests.is_alive(alice)
        self.tenants.boot(cpu, bob, vmid, low, next_page, more_ram, zero, image)
        self.gpu.submit(cpu, bob, high, next_registers, bar, small, part, next_unit, zero, batch)
        self.tenants.move(bob, function, requester, iova, next_page, result)
        self.tenants.interrupt(cpu, bobs, bob, handle, requester)
        self.tenants.answer(bob, nic, nic_id, iova, next_page)

    @workload
    def mixed(
        self, cpu: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, low: Gfn, high: Gfn,
        top: Gfn, page: Page, more: Page, registers: Page, next_page: Page, next_registers: Page, ram: Frame,
        more_ram: Frame, bar: Frame, function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId,
        iova: Iova, handle: Handle, instance: Instance, small: Instance, part: Part, far: Part, unit: Slice,
        next_unit: Slice, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice has two pages and two parts, Bob after her one of each."""
        self.machine(
            alices, bobs, alice, bob, ram, more_ram, bar, function, nic, requester, nic_id, instance, small, part, far,
            zero,
        )  # fmt: skip
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.tenants.fill(cpu, alice, top, more, more_ram, zero, batch)
        self.gpu.submit(cpu, alice, high, registers, bar, instance, part, unit, zero, batch)
        self.gpu.spill(cpu, alice, high, registers, instance, far, next_unit, zero, batch)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.answer(alice, nic, nic_id, iova, page)
        self.replace(
            cpu, bobs, alice, bob, vmid, low, high, next_page, next_registers, more_ram, bar, function, nic, requester,
            nic_id, iova, handle, small, part, next_unit, zero, image, batch, result,
        )  # fmt: skip

    @example
    def mixed_run(
        self, cpu: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, low: Gfn, high: Gfn,
        top: Gfn, page: Page, more: Page, registers: Page, next_page: Page, next_registers: Page, ram: Frame,
        more_ram: Frame, bar: Frame, function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId,
        iova: Iova, handle: Handle, instance: Instance, small: Instance, part: Part, far: Part, unit: Slice,
        next_unit: Slice, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """The same, with what the core and the driver are asked for in between."""
        self.machine(
            alices, bobs, alice, bob, ram, more_ram, bar, function, nic, requester, nic_id, instance, small, part, far,
            zero,
        )  # fmt: skip
        self.procedures.renew(function)
        self.procedures.renew(nic)
        self.interrupts.flush_handle(handle)
        self.driver_of_gpu.scrub_slice(next_unit)
        self.driver_of_gpu.route(instance, far, next_unit)
        self.instances.renew(instance, part, unit)
        self.building.ready(
            cpu, alices, alice, vmid, low, high, page, registers, ram, bar, function, nic, requester, nic_id, iova,
            handle,
        )  # fmt: skip
        self.procedures.give_page(alice, top, more, more_ram)
        self.instances.give(alice, function, instance)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.tenants.fill(cpu, alice, top, more, more_ram, zero, batch)
        self.gpu.submit(cpu, alice, high, registers, bar, instance, part, unit, zero, batch)
        self.gpu.spill(cpu, alice, high, registers, instance, far, next_unit, zero, batch)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.answer(alice, nic, nic_id, iova, page)
        self.building.loosen(cpu, alices, alice, high, registers, function, requester, iova, handle)
        self.instances.take(function, instance, part)
        self.driver_of_gpu.unroute(instance, far)
        self.building.take(cpu, alice, top, more)
        self.building.leave(cpu, alices, alice, low, page, nic, nic_id, iova)
        self.instances.renew(small, part, next_unit)
        self.building.ready(
            cpu, bobs, bob, vmid, low, high, next_page, next_registers, more_ram, bar, function, nic, requester, nic_id,
            iova, handle,
        )  # fmt: skip
        self.instances.give(bob, function, small)
        self.replace(
            cpu, bobs, alice, bob, vmid, low, high, next_page, next_registers, more_ram, bar, function, nic, requester,
            nic_id, iova, handle, small, part, next_unit, zero, image, batch, result,
        )  # fmt: skip
