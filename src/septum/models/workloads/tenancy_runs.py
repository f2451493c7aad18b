"""Runs that show that a machine serves one tenant after another, with different capabilities."""

from septum.language import Concern, example
from septum.models.dma import Iova
from septum.models.guests import Guest
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid
from septum.models.workloads.tenancy import Tenancy
from septum.models.workloads.tenancy_steps import TenancySteps


class TenancyRuns(Concern):
    """An interrupt moves from one virtual CPU to another at once, or by way of no route."""

    memory: Memory
    scheduling: Scheduling
    pci: Pci
    tlb: Tlb
    interrupts: Interrupts
    delivery: InterruptDelivery
    mig: Mig
    procedures: Procedures
    tenancy: Tenancy
    steps: TenancySteps

    def first_tenant(
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
        """A machine of these parts, on which Alice works."""
        assert self.memory.ZERO == zero and self.mig.has(instance, part) and self.memory.kind(ram) == FrameKind.RAM
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function and self.scheduling.guest_of(bobs) == bob
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(hers) == alice
        self.procedures.renew(function)
        self.steps.renew_instance(instance, part, unit)
        self.interrupts.flush_handle(handle)
        self.steps.build(
            cpu, alices, alice, vmid, low, high, page, registers, ram, bar, function, requester, iova, handle, instance,
        )  # fmt: skip
        self.steps.work(
            cpu, alices, alice, low, high, page, registers, function, requester, iova, handle, instance, part, secret,
        )  # fmt: skip

    def next_tenant(
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
        """Alice is torn down, and Bob works with what was hers."""
        self.steps.tear_down(
            cpu, alices, hers, alice, low, high, page, registers, function, requester, iova, handle, instance, part,
        )  # fmt: skip
        self.steps.renew_instance(instance, part, unit)
        self.steps.build(
            cpu, bobs, bob, vmid, low, high, next_page, next_registers, ram, bar, function, requester, iova, handle,
            instance,
        )  # fmt: skip
        self.tlb.fill_tlb(cpu, bob, low, next_page, Access.READ)
        assert self.tlb.load(cpu, bob, low, next_page) == zero
        self.tenancy.move_data(bob, function, requester, iova, next_page)
        self.tlb.fill_tlb(cpu, bob, high, next_registers, Access.READ)
        assert self.mig.gpu_load(cpu, bob, high, next_registers, instance, part) == zero
        self.tenancy.interrupt(bob, requester, handle, bobs)
        self.delivery.take_interrupt(cpu, bobs, bob)

    @example
    def served_by_rerouting(
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
        """Her interrupt moves to her other virtual CPU at once."""
        self.first_tenant(
            cpu, alices, hers, bobs, alice, bob, vmid, low, high, page, registers, next_page, next_registers, ram, bar,
            function, requester, iova, handle, instance, part, unit, zero, secret,
        )  # fmt: skip
        self.interrupts.reroute_interrupt(handle, requester, alices, hers)
        self.tenancy.interrupt(alice, requester, handle, hers)
        self.next_tenant(
            cpu, alices, hers, bobs, alice, bob, vmid, low, high, page, registers, next_page, next_registers, ram, bar,
            function, requester, iova, handle, instance, part, unit, zero, secret,
        )  # fmt: skip

    @example
    def served_by_routing_again(
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
        """Her interrupt goes nowhere for a while, then to her other virtual CPU."""
        self.first_tenant(
            cpu, alices, hers, bobs, alice, bob, vmid, low, high, page, registers, next_page, next_registers, ram, bar,
            function, requester, iova, handle, instance, part, unit, zero, secret,
        )  # fmt: skip
        self.interrupts.unroute_interrupt(handle, requester, alices)
        self.interrupts.flush_handle(handle)
        self.interrupts.route_interrupt(handle, requester, hers)
        self.tenancy.interrupt(alice, requester, handle, hers)
        self.next_tenant(
            cpu, alices, hers, bobs, alice, bob, vmid, low, high, page, registers, next_page, next_registers, ram, bar,
            function, requester, iova, handle, instance, part, unit, zero, secret,
        )  # fmt: skip
