"""Flushes of a CPU's translations that are left out, skipped for one CPU, or reported too early."""

from septum.language import Concern, example
from septum.models.assumptions.tlb_invalidation_completes import TlbInvalidationCompletes
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Dma
from septum.models.guests import Guest
from septum.models.hardware.errata import Errata
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.translation import Gfn, Translation
from septum.models.vmids import Vmid, Vmids


class TranslationAttacks(Concern):
    """Alice reaches Bob's page through an entry that a CPU should have forgotten."""

    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    translation: Translation
    tlb: Tlb
    dma: Dma
    errata: Errata
    attack: AttackProcedures

    @example(without="take_back.NOT_INVALIDATED", leak=True)
    def a_flush_is_left_out(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        word: Word,
    ) -> None:
        """Her page is unmapped and goes to Bob; her CPU is never told to flush."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, vcpu, alice, vmid, gfn, one, ram)
        self.translation.unmap_page(alice, gfn, one)
        self.memory.revoke(one)
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.tlb.store(cpu, alice, gfn, one, word)

    @example(without="take_back.NOT_INVALIDATED", leak=True)
    def a_cpu_is_taken_for_flushed(
        self,
        here: Cpu,
        there: Cpu,
        hers: Vcpu,
        other: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        word: Word,
    ) -> None:
        """One CPU flushes; the other is passed over, since its last flush looks younger than it is."""
        assert self.memory.ZERO == zero and self.scheduling.guest_of(other) == alice
        self.vmids.flush_vmid(there, vmid)
        self.attack.boot(here, hers, alice, vmid, gfn, one, ram)
        self.attack.use_also(there, other, alice, gfn, one)
        self.translation.unmap_page(alice, gfn, one)
        self.attack.forget_page(here, one)
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.tlb.store(there, alice, gfn, one, word)

    @example(without=TlbInvalidationCompletes, leak=True)
    def a_flush_is_reported_early(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        word: Word,
    ) -> None:
        """The CPU reports its flush as complete; a store under the old translation is still to come."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, vcpu, alice, vmid, gfn, one, ram)
        self.translation.unmap_page(alice, gfn, one)
        self.memory.revoke(one)
        self.errata.acknowledge_early(cpu, one)
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.tlb.store(cpu, alice, gfn, one, word)

    @example(without="bind_vmid.NOT_FLUSHED", leak=True)
    def a_tag_returns_with_its_entries(
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
        word: Word,
    ) -> None:
        """Bob gets Alice's former tag, and by it what her CPU remembers under it."""
        assert self.memory.ZERO == zero and self.scheduling.guest_of(his) == bob
        self.attack.boot(cpu, hers, alice, vmid, gfn, page, ram)
        self.attack.pause(cpu, hers, alice)
        self.attack.run_unflushed(cpu, his, bob, vmid)
        self.tlb.store(cpu, bob, gfn, page, word)
