"""Interrupts that reach a guest which they were not meant for."""

from septum.language import Concern, example
from septum.models.assumptions.interrupt_sources_are_validated import InterruptSourcesAreValidated
from septum.models.assumptions.interrupts_are_remapped import InterruptsAreRemapped
from septum.models.corpus.procedures import AttackProcedures
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.unremapped_interrupts import UnremappedInterrupts
from septum.models.interrupts import Interrupts
from septum.models.memory import Memory
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.vmids import Vmid


class InterruptAttacks(Concern):
    """A function of one guest interrupts another's virtual CPU."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    interrupts: Interrupts
    remapping: InterruptRemapping
    delivery: InterruptDelivery
    unremapped: UnremappedInterrupts
    procedures: Procedures
    attack: AttackProcedures

    def route(self, guest: Guest, vcpu: Vcpu, function: Function, requester: RequesterId, handle: Handle) -> None:
        """A guest with a function, and a route for the function's interrupt that the IOMMU remembers."""
        assert self.scheduling.guest_of(vcpu) == guest and self.pci.function_of(requester) == function
        self.procedures.renew(function)
        self.guests.create(guest)
        self.procedures.give_function(guest, function, requester)
        self.interrupts.flush_handle(handle)
        self.interrupts.route_interrupt(handle, requester, vcpu)
        self.remapping.fill_interrupt_cache(guest, handle, requester, vcpu)

    def take(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, vmid: Vmid) -> None:
        """A guest runs, and takes the interrupt."""
        self.procedures.start(cpu, vcpu, guest, vmid)
        self.delivery.take_interrupt(cpu, vcpu, guest)

    @example(without=InterruptSourcesAreValidated, leak=True)
    def nobody_asks_who_sends(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        function: Function,
        bobs: Function,
        requester: RequesterId,
        his: RequesterId,
        handle: Handle,
    ) -> None:
        """The entry does not say who may use it, or says it of a bridge: Bob's function sends Alice's interrupt."""
        assert self.pci.function_of(his) == bobs
        self.route(alice, hers, function, requester, handle)
        self.guests.create(bob)
        self.procedures.renew(bobs)
        self.procedures.give_function(bob, bobs, his)
        self.unremapped.send_with_foreign_handle(bob, bobs, handle, requester, hers)
        self.take(cpu, hers, alice, vmid)

    @example(without=InterruptSourcesAreValidated, leak=True)
    def all_functions_share_a_table(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        function: Function,
        bobs: Function,
        requester: RequesterId,
        other: RequesterId,
        handle: Handle,
        own: Handle,
    ) -> None:
        """Each function has entries in one table, and may name any entry of it."""
        self.route(alice, hers, function, requester, handle)
        self.route(bob, his, bobs, other, own)
        self.remapping.send_message(bob, own, other, his)
        self.unremapped.send_with_foreign_handle(bob, bobs, handle, requester, hers)
        self.take(cpu, hers, alice, vmid)

    @example(without="quarantine.STILL_ROUTED", leak=True)
    def routes_outlive_their_owner(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        function: Function,
        requester: RequesterId,
        handle: Handle,
        last: Handle,
    ) -> None:
        """The clean-up stops at the first interrupt; the function goes to Bob, and interrupts Alice by the second."""
        self.route(alice, hers, function, requester, handle)
        self.interrupts.flush_handle(last)
        self.interrupts.route_interrupt(last, requester, hers)
        self.functions.detach(requester)
        self.interrupts.unroute_interrupt(handle, requester, hers)
        self.procedures.renew(function)
        self.functions.release(function)
        self.guests.create(bob)
        self.procedures.give_function(bob, function, requester)
        self.remapping.fill_interrupt_cache(bob, last, requester, hers)
        self.remapping.send_message(bob, last, requester, hers)
        self.take(cpu, hers, alice, vmid)

    @example(without="reroute_interrupt.NOT_YOURS", leak=True)
    def a_posted_entry_is_overwritten(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        function: Function,
        requester: RequesterId,
        handle: Handle,
    ) -> None:
        """An entry that posts to Alice is rewritten for the host's own ends, and leads to Bob."""
        assert self.scheduling.guest_of(his) == bob
        self.route(alice, hers, function, requester, handle)
        self.guests.create(bob)
        self.interrupts.reroute_interrupt(handle, requester, hers, his)
        self.remapping.fill_interrupt_cache(alice, handle, requester, his)
        self.remapping.send_message(alice, handle, requester, his)
        self.take(cpu, his, bob, vmid)

    @example(without=InterruptsAreRemapped, leak=True)
    def a_message_names_its_target(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        bobs: Function,
        his: RequesterId,
    ) -> None:
        """Without remapping any write to the doorbell is an interrupt, for whomever the writer likes."""
        assert self.pci.function_of(his) == bobs and self.scheduling.guest_of(hers) == alice
        self.guests.create(alice)
        self.guests.create(bob)
        self.procedures.renew(bobs)
        self.procedures.give_function(bob, bobs, his)
        self.unremapped.send_unremapped(bob, bobs, hers)
        self.take(cpu, hers, alice, vmid)
