"""Unmapping that fails or comes too late, and pages that are counted as free while somebody still has them."""

from septum.language import Concern, example
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Dma
from septum.models.guests import Guest
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid


class TeardownAttacks(Concern):
    """A frame goes to Bob while Alice can still reach it."""

    memory: Memory
    scheduling: Scheduling
    translation: Translation
    tlb: Tlb
    dma: Dma
    attack: AttackProcedures

    @example(without="revoke.STILL_MAPPED", leak=True)
    def an_unmapping_fails_unnoticed(
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
        """Nobody asks whether the page is unmapped: it is freed, and walked to again."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, vcpu, alice, vmid, gfn, one, ram)
        self.attack.forget_page(cpu, one)
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.tlb.fill_tlb(cpu, alice, gfn, one, Access.WRITE)
        self.tlb.store(cpu, alice, gfn, one, word)

    @example(without="revoke.STILL_MAPPED", leak=True)
    def a_removed_entry_is_still_there(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """The removal of an entry fails and nobody looks: Alice reads what Bob keeps in his page."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, hers, alice, vmid, gfn, one, ram)
        self.attack.forget_page(cpu, one)
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.scheduling.save_vcpu(cpu, hers)
        self.attack.boot(cpu, his, bob, tag, gfn, two, ram)
        self.tlb.store(cpu, bob, gfn, two, secret)
        self.attack.switch(cpu, his, hers)
        self.tlb.fill_tlb(cpu, alice, gfn, one, Access.READ)
        assert self.tlb.load(cpu, alice, gfn, one) == secret

    @example(without="map_page.BEING_TAKEN", leak=True)
    def a_page_is_mapped_while_it_is_freed(
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
        """Between the check that nobody maps the page and its release a new mapping is made."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, vcpu, alice, vmid, gfn, one, ram)
        self.translation.unmap_page(alice, gfn, one)
        self.attack.forget_page(cpu, one)
        self.translation.map_page(alice, gfn, one, {Access.WRITE})
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.tlb.fill_tlb(cpu, alice, gfn, one, Access.WRITE)
        self.tlb.store(cpu, alice, gfn, one, word)

    @example(without="lend.NOT_SCRUBBED", leak=True)
    def a_frame_is_given_twice(
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
        """Nothing counts Alice's use of a frame; it is taken for free, and given to Bob as well."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, vcpu, alice, vmid, gfn, one, ram)
        self.attack.lend_unscrubbed(bob, two, ram)
        self.tlb.store(cpu, alice, gfn, one, word)

    @example(without="map_page.NOT_OWNER", leak=True)
    def an_address_is_not_checked(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        high: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        other: Frame,
        zero: Word,
        word: Word,
    ) -> None:
        """Alice names a page that is not hers, and nobody asks whose it is."""
        assert self.memory.ZERO == zero
        self.attack.build(bob, two, other)
        self.attack.boot(cpu, vcpu, alice, vmid, gfn, one, ram)
        self.attack.use(alice, two, high, cpu)
        self.tlb.store(cpu, alice, high, two, word)
