"""One tenant has an instance of each of two GPUs, and works on both."""

from septum.language import Concern, example, workload
from septum.models.dma import Iova
from septum.models.guests import Guest
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


class TwoGpus(Concern):
    """What the first GPU works out reaches the second by way of the tenant's memory.

    The GPUs reach nothing of each other: instances have no peers, so that a profile may leave out links between GPUs.
    Two stand for any number: each takes the same calls on things of its own. That the tenant goes, and another comes,
    is in the workload `inference`; nothing in it asks how many functions a tenant had.
    """

    memory: Memory
    scheduling: Scheduling
    pci: Pci
    interrupts: Interrupts
    mig: Mig
    tenants: Tenants
    gpu: PartitionedGpu
    building: Building
    instances: InstanceBuilding
    procedures: Procedures

    def machine(
        self, alices: Vcpu, alice: Guest, ram: Frame, bar: Frame, second_bar: Frame, first: Function,
        second: Function, nic: Function, first_id: RequesterId, second_id: RequesterId, nic_id: RequesterId,
        instance: Instance, other: Instance, part: Part, zero: Word,
    ) -> None:  # fmt: skip
        """Functions of two GPUs, and one of a network card."""
        assert self.memory.ZERO == zero and self.mig.has(instance, part) and self.mig.has(other, part)
        assert self.memory.kind(ram) == FrameKind.RAM and self.scheduling.guest_of(alices) == alice
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == first
        assert self.memory.kind(second_bar) == FrameKind.BAR and self.pci.function_at(second_bar) == second
        assert self.pci.function_of(first_id) == first and self.pci.function_of(second_id) == second
        assert self.pci.function_of(nic_id) == nic

    @workload
    def two_gpus(
        self, cpu: Cpu, alices: Vcpu, alice: Guest, vmid: Vmid, low: Gfn, high: Gfn, top: Gfn, page: Page,
        registers: Page, own_registers: Page, ram: Frame, bar: Frame, second_bar: Frame, first: Function,
        second: Function, nic: Function, first_id: RequesterId, second_id: RequesterId, nic_id: RequesterId,
        iova: Iova, handle: Handle, instance: Instance, other: Instance, part: Part, unit: Slice, next_unit: Slice,
        zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice works on both, and hands what the one worked out to the other."""
        self.machine(
            alices, alice, ram, bar, second_bar, first, second, nic, first_id, second_id, nic_id, instance, other, part,
            zero,
        )  # fmt: skip
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.gpu.submit(cpu, alice, high, registers, bar, instance, part, unit, zero, batch)
        self.gpu.submit(cpu, alice, top, own_registers, second_bar, other, part, next_unit, zero, batch)
        self.tenants.pass_on(alice, first, first_id, second, second_id, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, second_id)
        self.tenants.answer(alice, nic, nic_id, iova, page)

    @example
    def two_gpus_run(
        self, cpu: Cpu, alices: Vcpu, alice: Guest, vmid: Vmid, low: Gfn, high: Gfn, top: Gfn, page: Page,
        registers: Page, own_registers: Page, ram: Frame, bar: Frame, second_bar: Frame, first: Function,
        second: Function, nic: Function, first_id: RequesterId, second_id: RequesterId, nic_id: RequesterId,
        iova: Iova, handle: Handle, instance: Instance, other: Instance, part: Part, unit: Slice, next_unit: Slice,
        zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """The same, with what the core and the driver are asked for in between."""
        self.machine(
            alices, alice, ram, bar, second_bar, first, second, nic, first_id, second_id, nic_id, instance, other, part,
            zero,
        )  # fmt: skip
        self.procedures.renew(first)
        self.procedures.renew(second)
        self.procedures.renew(nic)
        self.interrupts.flush_handle(handle)
        self.instances.renew(instance, part, unit)
        self.instances.renew(other, part, next_unit)
        self.building.begin(alice, iova, low, page, ram)
        self.building.connect_gpu(alice, alices, second, second_id, iova, page, top, own_registers, second_bar, handle)
        self.building.connect(alice, first, first_id, iova, page)
        self.procedures.give_device_page(alice, high, registers, bar)
        self.building.connect(alice, nic, nic_id, iova, page)
        self.procedures.start(cpu, alices, alice, vmid)
        self.instances.give(alice, first, instance)
        self.instances.give(alice, second, other)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.gpu.submit(cpu, alice, high, registers, bar, instance, part, unit, zero, batch)
        self.gpu.submit(cpu, alice, top, own_registers, second_bar, other, part, next_unit, zero, batch)
        self.tenants.pass_on(alice, first, first_id, second, second_id, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, second_id)
        self.tenants.answer(alice, nic, nic_id, iova, page)
