"""Runs that a check of the core stops: each leaves one check out, and ends with a leak."""

from septum.language import Concern, example

from .guests import Cpu, Guest, Guests
from .memory import Frame, Memory, Page, Word
from .procedures import Procedures
from .translation import (
    Gfn,
    Translation,
)


class MemoryAttacks(Concern):
    """What the checks are for."""

    guests: Guests
    memory: Memory
    translation: Translation
    procedures: Procedures

    @example(without="lend.NOT_SCRUBBED", leak=True)
    def a_frame_is_not_scrubbed(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob gets Alice's frame as she left it."""
        assert self.memory.ZERO == zero
        self.procedures.boot(cpu, alice, gfn, one, ram)
        self.translation.store(cpu, alice, gfn, one, secret)
        self.procedures.give_back(alice, gfn, one)
        self.guests.preempt(cpu)
        self.procedures.boot(cpu, bob, gfn, two, ram)
        assert self.translation.load(cpu, bob, gfn, two) == secret

    @example(without="take_back.NOT_INVALIDATED", leak=True)
    def a_cpu_remembers_a_frame(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's stale TLB entry reads what Bob writes."""
        assert self.memory.ZERO == zero
        self.memory.scrub(ram)
        self.procedures.boot(cpu, alice, gfn, one, ram)
        self.translation.unmap_page(alice, gfn, one)
        self.memory.take_back(one)
        self.guests.preempt(cpu)
        self.memory.scrub(ram)
        self.procedures.boot(cpu, bob, gfn, two, ram)
        self.translation.store(cpu, bob, gfn, two, secret)
        self.guests.preempt(cpu)
        self.guests.dispatch(cpu, alice)
        assert self.translation.load(cpu, alice, gfn, one) == secret
