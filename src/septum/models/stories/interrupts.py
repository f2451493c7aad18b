"""Runs in which interrupts arrive, move from one virtual CPU to another, and a handle serves another guest."""

from septum.language import Concern, example, impossible, refused
from septum.models.device_memory import DeviceMemory
from septum.models.dma import NOT_YOURS
from septum.models.functions import QUARANTINED, Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.interrupt_delivery import NOTHING_POSTED, InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.interrupts import HANDLE_NOT_FLUSHED, NOT_ROUTED, STILL_ROUTED, Interrupts
from septum.models.memory import Frame, FrameKind, Memory, Page
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class InterruptStories(Concern):
    """Route, post, take, move, unroute, flush, route again."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    device_memory: DeviceMemory
    registers: Registers
    interrupts: Interrupts
    remapping: InterruptRemapping
    delivery: InterruptDelivery
    procedures: Procedures

    @example
    def an_interrupt_arrives(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        other: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        table: Frame,
        function: Function,
        requester: RequesterId,
        handle: Handle,
    ) -> None:
        """By a message, and from the function's table; to a virtual CPU that runs, and to one that does not."""
        assert self.memory.kind(table) == FrameKind.MSIX_TABLE and self.pci.function_at(table) == function
        assert self.pci.function_of(requester) == function and self.scheduling.guest_of(bobs) == bob
        assert self.scheduling.guest_of(vcpu) == alice and self.scheduling.guest_of(other) == alice
        self.procedures.renew(function)
        self.guests.create(alice)
        self.procedures.give_function(alice, function, requester)
        self.procedures.give_device_page(alice, gfn, page, table)
        self.procedures.start(cpu, vcpu, alice, vmid)
        assert refused(self.interrupts.route_interrupt(handle, requester, vcpu), HANDLE_NOT_FLUSHED)
        self.interrupts.flush_handle(handle)
        assert refused(self.interrupts.route_interrupt(handle, requester, bobs), NOT_YOURS)
        self.interrupts.route_interrupt(handle, requester, vcpu)
        assert impossible(self.remapping.send_message(alice, handle, requester, vcpu))
        assert refused(self.delivery.take_interrupt(cpu, vcpu, alice), NOTHING_POSTED)
        self.remapping.fill_interrupt_cache(alice, handle, requester, vcpu)
        assert impossible(self.remapping.fire_vector(alice, handle, requester, vcpu))
        self.remapping.send_message(alice, handle, requester, vcpu)
        self.delivery.take_interrupt(cpu, vcpu, alice)
        assert refused(self.delivery.take_interrupt(cpu, vcpu, alice), NOTHING_POSTED)
        self.procedures.touch(cpu, alice, gfn, page)
        self.registers.store_vector(cpu, alice, gfn, page, handle)
        self.scheduling.save_vcpu(cpu, vcpu)
        self.remapping.fire_vector(alice, handle, requester, vcpu)
        self.procedures.resume(cpu, vcpu)
        self.delivery.take_interrupt(cpu, vcpu, alice)
        assert refused(self.delivery.interrupt_sibling(cpu, vcpu, alice, bobs), NOT_YOURS)
        self.delivery.interrupt_sibling(cpu, vcpu, alice, other)
        self.scheduling.save_vcpu(cpu, vcpu)
        self.procedures.resume(cpu, other)
        self.delivery.take_interrupt(cpu, other, alice)

    @example
    def an_interrupt_moves(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        other: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        function: Function,
        requester: RequesterId,
        handle: Handle,
    ) -> None:
        """A route moves to another virtual CPU, then ends; the handle goes to Bob, and Alice hears nothing."""
        assert self.pci.function_of(requester) == function and self.scheduling.guest_of(bobs) == bob
        assert self.scheduling.guest_of(vcpu) == alice and self.scheduling.guest_of(other) == alice
        self.procedures.renew(function)
        self.guests.create(alice)
        self.procedures.give_function(alice, function, requester)
        self.interrupts.flush_handle(handle)
        assert refused(self.interrupts.reroute_interrupt(handle, requester, vcpu, other), NOT_ROUTED)
        self.interrupts.route_interrupt(handle, requester, vcpu)
        assert impossible(self.interrupts.flush_handle(handle))
        assert refused(self.interrupts.reroute_interrupt(handle, requester, vcpu, bobs), NOT_YOURS)
        self.remapping.fill_interrupt_cache(alice, handle, requester, vcpu)
        self.interrupts.reroute_interrupt(handle, requester, vcpu, other)
        self.remapping.send_message(alice, handle, requester, vcpu)
        self.remapping.fill_interrupt_cache(alice, handle, requester, other)
        self.remapping.send_message(alice, handle, requester, other)
        self.functions.detach(requester)
        assert refused(self.functions.quarantine(function), STILL_ROUTED)
        assert refused(self.interrupts.unroute_interrupt(handle, requester, vcpu), NOT_ROUTED)
        self.interrupts.unroute_interrupt(handle, requester, other)
        self.interrupts.flush_handle(handle)
        assert impossible(self.remapping.send_message(alice, handle, requester, other))
        self.functions.quarantine(function)
        assert refused(self.interrupts.route_interrupt(handle, requester, vcpu), QUARANTINED)
        self.functions.drain(function)
        self.functions.reset(function)
        self.functions.release(function)
        self.guests.create(bob)
        self.procedures.give_function(bob, function, requester)
        self.interrupts.route_interrupt(handle, requester, bobs)
        self.remapping.fill_interrupt_cache(bob, handle, requester, bobs)
        self.remapping.send_message(bob, handle, requester, bobs)
        self.procedures.start(cpu, bobs, bob, vmid)
        self.delivery.take_interrupt(cpu, bobs, bob)
