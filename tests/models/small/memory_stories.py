"""Runs in which a frame, a name and a CPU serve one guest after another."""

from septum.language import Concern, example, impossible, refused

from .guests import CPU_IN_USE, NAME_IN_USE, ON_A_CPU, WRONG_PHASE, Cpu, Guest, Guests
from .memory import (
    FRAME_LENT,
    HOLDS_PAGES,
    NO_SUCH_GUEST,
    NOT_LENT,
    NOT_SCRUBBED,
    PAGE_NAME_USED,
    Frame,
    Memory,
    Page,
    Word,
)
from .procedures import Procedures
from .translation import (
    BEING_TAKEN,
    FAULT,
    GFN_IN_USE,
    NOT_INVALIDATED,
    NOT_OWNER,
    STILL_MAPPED,
    Access,
    Gfn,
    Translation,
)


class MemoryStories(Concern):
    """Serve, destroy, reuse."""

    guests: Guests
    memory: Memory
    translation: Translation
    procedures: Procedures

    @example
    def a_frame_serves_two_guests(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        other: Frame,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice writes a secret, gives her page back and ends; Bob gets the frame and reads nothing."""
        assert self.memory.ZERO == zero
        self.memory.scrub(ram)
        self.procedures.boot(cpu, alice, gfn, one, ram)
        self.translation.store(cpu, alice, gfn, one, secret)
        assert self.translation.load(cpu, alice, gfn, one) == secret
        assert self.translation.fetch(cpu, alice, gfn, one) == secret
        assert refused(self.memory.scrub(ram), FRAME_LENT)
        assert refused(self.translation.map_page(bob, gfn, one, {Access.READ}), NOT_OWNER)
        assert refused(self.translation.invalidate(one), STILL_MAPPED)
        self.translation.unmap_page(alice, gfn, one)
        assert self.translation.load(cpu, alice, gfn, one) == secret
        assert refused(self.memory.take_back(one), NOT_INVALIDATED)
        self.translation.invalidate(one)
        assert refused(self.translation.load(cpu, alice, gfn, one), FAULT)
        assert refused(self.translation.store(cpu, alice, gfn, one, secret), FAULT)
        assert refused(self.translation.fetch(cpu, alice, gfn, one), FAULT)
        assert refused(self.translation.map_page(alice, gfn, one, {Access.READ}), BEING_TAKEN)
        self.memory.take_back(one)
        assert refused(self.memory.take_back(one), NOT_LENT)
        assert refused(self.translation.invalidate(one), NOT_LENT)
        self.guests.preempt(cpu)
        self.guests.quiesce(alice)
        self.guests.destroy(alice)
        assert refused(self.memory.lend(alice, two, ram), NO_SUCH_GUEST)
        self.guests.create(bob)
        assert refused(self.memory.lend(bob, one, ram), PAGE_NAME_USED)
        assert refused(self.memory.lend(bob, two, ram), NOT_SCRUBBED)
        self.memory.scrub(ram)
        self.memory.lend(bob, two, ram)
        self.translation.map_page(bob, gfn, two, {Access.READ})
        self.guests.start(bob)
        self.guests.dispatch(cpu, bob)
        self.translation.fill_tlb(cpu, bob, gfn, two, Access.READ)
        assert self.translation.load(cpu, bob, gfn, two) == zero
        assert impossible(self.translation.fill_tlb(cpu, bob, gfn, two, Access.WRITE))
        assert refused(self.translation.store(cpu, bob, gfn, two, secret), FAULT)

    @example
    def a_name_serves_two_guests(
        self, cpu: Cpu, alice: Guest, gfn: Gfn, one: Page, two: Page, ram: Frame, zero: Word, secret: Word
    ) -> None:
        """Another guest is created under Alice's name, and finds nothing of hers."""
        assert self.memory.ZERO == zero
        self.memory.scrub(ram)
        self.procedures.boot(cpu, alice, gfn, one, ram)
        self.translation.store(cpu, alice, gfn, one, secret)
        assert refused(self.guests.create(alice), NAME_IN_USE)
        assert refused(self.guests.start(alice), WRONG_PHASE)
        assert refused(self.guests.quiesce(alice), ON_A_CPU)
        self.guests.preempt(cpu)
        assert refused(self.guests.destroy(alice), WRONG_PHASE)
        self.guests.quiesce(alice)
        assert refused(self.guests.quiesce(alice), WRONG_PHASE)
        assert refused(self.guests.dispatch(cpu, alice), WRONG_PHASE)
        assert refused(self.guests.destroy(alice), HOLDS_PAGES)
        self.procedures.give_back(alice, gfn, one)
        self.guests.destroy(alice)
        self.memory.scrub(ram)
        self.procedures.boot(cpu, alice, gfn, two, ram)
        assert refused(self.translation.load(cpu, alice, gfn, one), FAULT)
        assert self.translation.load(cpu, alice, gfn, two) == zero

    @example
    def guests_take_turns(
        self, cpu: Cpu, alice: Guest, bob: Guest, gfn: Gfn, one: Page, two: Page, here: Frame, there: Frame, word: Word
    ) -> None:
        """A CPU runs one guest, then another. Entries go when there is no room, and come back."""
        self.memory.scrub(here)
        self.memory.scrub(there)
        self.procedures.boot(cpu, alice, gfn, one, here)
        self.translation.forget(cpu, alice, gfn, one, Access.READ)
        assert refused(self.translation.load(cpu, alice, gfn, one), FAULT)
        self.translation.fill_tlb(cpu, alice, gfn, one, Access.READ)
        self.guests.create(bob)
        assert refused(self.memory.lend(bob, two, here), FRAME_LENT)
        self.memory.lend(bob, two, there)
        self.guests.start(bob)
        assert refused(self.guests.dispatch(cpu, bob), CPU_IN_USE)
        self.guests.preempt(cpu)
        self.guests.dispatch(cpu, bob)
        assert impossible(self.translation.fill_tlb(cpu, alice, gfn, one, Access.READ))
        assert impossible(self.translation.load(cpu, alice, gfn, one))
        assert impossible(self.translation.store(cpu, alice, gfn, one, word))
        assert impossible(self.translation.fetch(cpu, alice, gfn, one))

    @example
    def a_gfn_maps_one_page(self, alice: Guest, gfn: Gfn, one: Page, two: Page, here: Frame, there: Frame) -> None:
        """The second page waits until the first is unmapped; rights can be withdrawn one by one."""
        self.memory.scrub(here)
        self.memory.scrub(there)
        self.guests.create(alice)
        self.memory.lend(alice, one, here)
        self.memory.lend(alice, two, there)
        self.translation.map_page(alice, gfn, one, {Access.READ, Access.WRITE})
        self.translation.map_page(alice, gfn, one, {Access.READ})
        assert refused(self.translation.map_page(alice, gfn, two, {Access.READ}), GFN_IN_USE)
        self.translation.unmap_page(alice, gfn, one)
        self.translation.map_page(alice, gfn, two, {Access.READ})
