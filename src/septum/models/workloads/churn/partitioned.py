"""Tenants come and go: one crashes in the middle of its work, another works on, and a name returns."""

from septum.language import Concern, example, workload
from septum.models.dma import Iova
from septum.models.guests import Guest, Guests
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid, Vmids
from septum.models.workloads.building import Building
from septum.models.workloads.instance_building import InstanceBuilding
from septum.models.workloads.partitioned_gpu import PartitionedGpu
from septum.models.workloads.tenants import Tenants


class Churn(Concern):
    """Two tenants on one CPU, of whom one crashes and returns under her name.

    It stands for any number that come and go, in any order. What one tenant leaves behind concerns its own place, and
    the next one at that place; neighbours, of whom Carol is one, have no step in it. Every later round takes the calls
    of the second, with other names for the loans: a proof that one round needs a capability is a proof that all do.
    """

    guests: Guests
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
    vmids: Vmids
    iommu: Iommu

    def machine(
        self, alices: Vcpu, carols: Vcpu, alice: Guest, carol: Guest, ram: Frame, bar: Frame, her_ram: Frame,
        function: Function, requester: RequesterId, instance: Instance, part: Part, zero: Word,
    ) -> None:  # fmt: skip
        """One CPU for two tenants, and a function of a GPU for one of them."""
        assert self.memory.ZERO == zero and self.mig.has(instance, part)
        assert self.memory.kind(ram) == FrameKind.RAM and self.memory.kind(her_ram) == FrameKind.RAM
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(carols) == carol

    def vacate(
        self,
        cpu: Cpu,
        alice: Guest,
        carol: Guest,
        his: Vmid,
        low: Gfn,
        own: Page,
        her_ram: Frame,
        zero: Word,
        image: Word,
    ) -> None:
        """Alice is no more; Carol, on the CPU that she had, boots and works on."""
        assert not self.guests.is_alive(alice)
        self.tenants.boot(cpu, carol, his, low, own, her_ram, zero, image)

    def come_back(
        self, cpu: Cpu, alices: Vcpu, alice: Guest, vmid: Vmid, low: Gfn, high: Gfn, next_page: Page,
        next_registers: Page, ram: Frame, bar: Frame, function: Function, requester: RequesterId, iova: Iova,
        handle: Handle, instance: Instance, part: Part, unit: Slice, zero: Word, image: Word, batch: Word,
        result: Word,
    ) -> None:  # fmt: skip
        """A tenant of Alice's name comes, and finds nothing of the former one."""
        self.tenants.boot(cpu, alice, vmid, low, next_page, ram, zero, image)
        self.gpu.submit(cpu, alice, high, next_registers, bar, instance, part, unit, zero, batch)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.move(alice, function, requester, iova, next_page, result)

    @workload
    def churn(
        self, cpu: Cpu, alices: Vcpu, carols: Vcpu, alice: Guest, carol: Guest, vmid: Vmid, his: Vmid, low: Gfn,
        high: Gfn, page: Page, registers: Page, next_page: Page, next_registers: Page, own: Page, ram: Frame,
        bar: Frame, her_ram: Frame, function: Function, requester: RequesterId, iova: Iova, handle: Handle,
        instance: Instance, part: Part, unit: Slice, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice crashes, Carol works on, and another Alice comes."""
        self.machine(alices, carols, alice, carol, ram, bar, her_ram, function, requester, instance, part, zero)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.gpu.submit(cpu, alice, high, registers, bar, instance, part, unit, zero, batch)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.crash(cpu, alice, requester, iova, page, result, carols, carol, zero)
        self.vacate(cpu, alice, carol, his, low, own, her_ram, zero, image)
        self.come_back(
            cpu, alices, alice, vmid, low, high, next_page, next_registers, ram, bar, function, requester, iova, handle,
            instance, part, unit, zero, image, batch, result,
        )  # fmt: skip

    @example
    def churn_run(
        self, cpu: Cpu, alices: Vcpu, carols: Vcpu, alice: Guest, carol: Guest, vmid: Vmid, his: Vmid, low: Gfn,
        high: Gfn, page: Page, registers: Page, next_page: Page, next_registers: Page, own: Page, ram: Frame,
        bar: Frame, her_ram: Frame, function: Function, requester: RequesterId, iova: Iova, handle: Handle,
        instance: Instance, part: Part, unit: Slice, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """The same, with what the core and the driver are asked for in between."""
        self.machine(alices, carols, alice, carol, ram, bar, her_ram, function, requester, instance, part, zero)
        self.procedures.renew(function)
        self.interrupts.flush_handle(handle)
        self.instances.renew(instance, part, unit)
        self.building.begin(alice, iova, low, page, ram)
        self.building.connect_gpu(alice, alices, function, requester, iova, page, high, registers, bar, handle)
        self.procedures.start(cpu, alices, alice, vmid)
        self.instances.give(alice, function, instance)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.gpu.submit(cpu, alice, high, registers, bar, instance, part, unit, zero, batch)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.guests.create(carol)
        self.procedures.give_page(carol, low, own, her_ram)
        self.guests.start(carol)
        self.vmids.flush_vmid(cpu, his)
        self.vmids.bind_vmid(carol, his)
        self.iommu.dma_write(alice, requester, iova, page, result)
        self.scheduling.save_vcpu(cpu, alices)
        self.procedures.resume(cpu, carols)
        assert self.scheduling.use_registers(cpu, carols, carol, zero) == zero
        self.iommu.land_write(alice, function, page, result)
        self.building.loosen(cpu, alices, alice, high, registers, function, requester, iova, handle)
        self.instances.take(function, instance, part)
        self.building.take(cpu, alice, low, page)
        self.guests.quiesce(alice)
        self.vmids.unbind_vmid(alice)
        self.guests.destroy(alice)
        self.vacate(cpu, alice, carol, his, low, own, her_ram, zero, image)
        self.scheduling.save_vcpu(cpu, carols)
        self.instances.renew(instance, part, unit)
        self.building.begin(alice, iova, low, next_page, ram)
        self.building.connect_gpu(
            alice, alices, function, requester, iova, next_page, high, next_registers, bar, handle,
        )  # fmt: skip
        self.procedures.start(cpu, alices, alice, vmid)
        self.instances.give(alice, function, instance)
        self.come_back(
            cpu, alices, alice, vmid, low, high, next_page, next_registers, ram, bar, function, requester, iova, handle,
            instance, part, unit, zero, image, batch, result,
        )  # fmt: skip
