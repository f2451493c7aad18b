"""Seven equal tenants, each with an instance of a partitioned GPU, serve a model; places are let again."""

from septum.language import Concern, example, workload
from septum.models.dma import Iova
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


class Inference(Concern):
    """One tenant at one place, and the next there; every place has its own things, and is let again in the same way.

    It stands for seven. A tenant's events and the calls for them name things of its own place alone: its CPU, memory,
    tag, functions, handle and instance. So what runs one place runs each, with other names for the things; what has
    to be done on every CPU, such as a flush, is the same call for each of them. And with a capability missing that
    one place needs, seven cannot be run: the proofs are about any number of things, six more places included. What a
    page goes through is the same for each page of a tenant. With real numbers the life of seven tenants is run by
    `septum verify examples/seven-tenants.yaml`.
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

    def machine(
        self, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, ram: Frame, bar: Frame, function: Function,
        nic: Function, requester: RequesterId, nic_id: RequesterId, instance: Instance, part: Part, zero: Word,
    ) -> None:  # fmt: skip
        """One CPU's worth of a machine, with one function of a GPU and one of a network card."""
        assert self.memory.ZERO == zero and self.mig.has(instance, part) and self.memory.kind(ram) == FrameKind.RAM
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function and self.pci.function_of(nic_id) == nic
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob

    def replace(
        self, cpu: Cpu, bobs: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, low: Gfn, high: Gfn, next_page: Page,
        next_registers: Page, ram: Frame, bar: Frame, function: Function, nic: Function, requester: RequesterId,
        nic_id: RequesterId, iova: Iova, handle: Handle, instance: Instance, part: Part, unit: Slice, zero: Word,
        image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice is no more; another has her memory, CPU, tag, functions, interrupt and instance, and finds nothing."""
        assert not self.guests.is_alive(alice)
        self.tenants.boot(cpu, bob, vmid, low, next_page, ram, zero, image)
        self.gpu.submit(cpu, bob, high, next_registers, bar, instance, part, unit, zero, batch)
        self.tenants.move(bob, function, requester, iova, next_page, result)
        self.tenants.interrupt(cpu, bobs, bob, handle, requester)
        self.tenants.answer(bob, nic, nic_id, iova, next_page)

    @workload
    def inference(
        self, cpu: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, low: Gfn, high: Gfn,
        page: Page, registers: Page, next_page: Page, next_registers: Page, ram: Frame, bar: Frame,
        function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId, iova: Iova, handle: Handle,
        instance: Instance, part: Part, unit: Slice, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """Alice is served, then Bob with what was hers."""
        self.machine(alices, bobs, alice, bob, ram, bar, function, nic, requester, nic_id, instance, part, zero)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.gpu.submit(cpu, alice, high, registers, bar, instance, part, unit, zero, batch)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.answer(alice, nic, nic_id, iova, page)
        self.replace(
            cpu, bobs, alice, bob, vmid, low, high, next_page, next_registers, ram, bar, function, nic, requester,
            nic_id, iova, handle, instance, part, unit, zero, image, batch, result,
        )  # fmt: skip

    @example
    def inference_run(
        self, cpu: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, low: Gfn, high: Gfn,
        page: Page, registers: Page, next_page: Page, next_registers: Page, ram: Frame, bar: Frame,
        function: Function, nic: Function, requester: RequesterId, nic_id: RequesterId, iova: Iova, handle: Handle,
        instance: Instance, part: Part, unit: Slice, zero: Word, image: Word, batch: Word, result: Word,
    ) -> None:  # fmt: skip
        """The same, with what the core and the driver are asked for in between."""
        self.machine(alices, bobs, alice, bob, ram, bar, function, nic, requester, nic_id, instance, part, zero)
        self.procedures.renew(function)
        self.procedures.renew(nic)
        self.interrupts.flush_handle(handle)
        self.instances.renew(instance, part, unit)
        self.building.ready(
            cpu, alices, alice, vmid, low, high, page, registers, ram, bar, function, nic, requester, nic_id, iova,
            handle,
        )  # fmt: skip
        self.instances.give(alice, function, instance)
        self.tenants.boot(cpu, alice, vmid, low, page, ram, zero, image)
        self.gpu.submit(cpu, alice, high, registers, bar, instance, part, unit, zero, batch)
        self.tenants.move(alice, function, requester, iova, page, result)
        self.tenants.interrupt(cpu, alices, alice, handle, requester)
        self.tenants.answer(alice, nic, nic_id, iova, page)
        self.building.loosen(cpu, alices, alice, high, registers, function, requester, iova, handle)
        self.instances.take(function, instance, part)
        self.building.leave(cpu, alices, alice, low, page, nic, nic_id, iova)
        self.instances.renew(instance, part, unit)
        self.building.ready(
            cpu, bobs, bob, vmid, low, high, next_page, next_registers, ram, bar, function, nic, requester, nic_id,
            iova, handle,
        )  # fmt: skip
        self.instances.give(bob, function, instance)
        self.replace(
            cpu, bobs, alice, bob, vmid, low, high, next_page, next_registers, ram, bar, function, nic, requester,
            nic_id, iova, handle, instance, part, unit, zero, image, batch, result,
        )  # fmt: skip
