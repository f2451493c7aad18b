"""Requests, entries and interrupts that are not over when they count as over."""

from septum.language import Concern, example, impossible
from septum.models.assumptions.interrupt_cache_is_invalidated import InterruptCacheIsInvalidated
from septum.models.assumptions.tlb_invalidation_completes import TlbInvalidationCompletes
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.errata import Errata
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid, Vmids


class UnfinishedAttacks(Concern):
    """Nobody waited for the end."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    tlb: Tlb
    pci: Pci
    functions: Functions
    dma: Dma
    iommu: Iommu
    interrupts: Interrupts
    remapping: InterruptRemapping
    errata: Errata
    procedures: Procedures
    attack: AttackProcedures

    def give_functions(
        self,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        handle: Handle,
    ) -> None:
        """Alice and Bob each have a function, and a handle is remembered for Alice's."""
        assert self.pci.function_of(requester) == function and self.pci.function_of(other_requester) == other
        assert self.scheduling.guest_of(hers) == alice and self.scheduling.guest_of(his) == bob
        self.procedures.renew(function)
        self.procedures.renew(other)
        self.guests.create(alice)
        self.guests.create(bob)
        self.procedures.give_function(alice, function, requester)
        self.procedures.give_function(bob, other, other_requester)
        self.interrupts.flush_handle(handle)
        self.interrupts.route_interrupt(handle, requester, hers)
        self.remapping.fill_interrupt_cache(alice, handle, requester, hers)

    @example(without="flush_io.waits", leak=True)
    def a_write_is_under_way_at_the_flush(
        self,
        cpu: Cpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        secret: Word,
    ) -> None:
        """A write of Alice's function is translated before the flush, and lands in Bob's page."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.iommu.dma_write(alice, requester, iova, one, secret)
        self.procedures.forget_page(cpu, one)
        self.attack.lend_on(bob, two, ram)
        self.attack.start(cpu, his, bob, vmid)
        self.attack.use(bob, two, gfn, cpu)
        self.iommu.land_write(alice, function, one, secret)
        assert self.tlb.load(cpu, bob, gfn, two) == secret

    @example(without="drain.waits", leak=True)
    def a_read_is_under_way_at_the_drain(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        secret: Word,
    ) -> None:
        """A read of Alice's memory is answered when the function is Bob's."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ)
        self.attack.write_by_dma(alice, function, requester, iova, page, secret)
        self.iommu.dma_read(alice, requester, iova, page)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.attack.hand_over(function, bob, requester)
        self.iommu.land_read(bob, function, page)

    @example(without=TlbInvalidationCompletes, leak=True)
    def a_tag_is_not_yet_flushed(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """A CPU takes Alice's tag for flushed; Bob runs under it, and reads by her entries."""
        assert self.memory.ZERO == zero and self.scheduling.guest_of(his) == bob
        self.attack.boot(cpu, hers, alice, vmid, gfn, page, ram)
        self.tlb.store(cpu, alice, gfn, page, secret)
        self.attack.pause(cpu, hers, alice)
        self.errata.flush_vmid_early(cpu, vmid)
        self.attack.run_unflushed(cpu, his, bob, vmid)
        assert self.tlb.load(cpu, bob, gfn, page) == secret

    @example(without=InterruptCacheIsInvalidated, leak=True)
    def a_handle_is_not_yet_flushed(
        self,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        handle: Handle,
    ) -> None:
        """A handle counts as flushed and is Bob's; then Alice's route is forgotten, and nobody tells her."""
        self.give_functions(hers, his, alice, bob, function, other, requester, other_requester, handle)
        self.interrupts.unroute_interrupt(handle, requester, hers)
        self.errata.flush_handle_early(handle)
        self.interrupts.route_interrupt(handle, other_requester, his)
        self.interrupts.unroute_interrupt(handle, other_requester, his)
        self.interrupts.flush_handle(handle)
        assert impossible(self.remapping.send_message(alice, handle, requester, hers))

    @example(without="route_interrupt.HANDLE_NOT_FLUSHED", leak=True)
    def a_handle_is_routed_twice(
        self,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        handle: Handle,
    ) -> None:
        """A handle of Alice's is routed for Bob too; its flush is news for him alone."""
        self.give_functions(hers, his, alice, bob, function, other, requester, other_requester, handle)
        self.interrupts.unroute_interrupt(handle, requester, hers)
        self.interrupts.route_interrupt(handle, other_requester, his)
        self.interrupts.unroute_interrupt(handle, other_requester, his)
        self.interrupts.flush_handle(handle)
        assert impossible(self.remapping.send_message(alice, handle, requester, hers))
