"""What several runs have in common."""

from septum.language import Concern

from .functions import Functions
from .guests import Cpu, Guest, Guests
from .memory import Frame, Memory, Page
from .mig import Function
from .translation import (
    Access,
    Gfn,
    Translation,
)


class Procedures(Concern):
    """Beginnings and endings of a guest, call by call."""

    guests: Guests
    memory: Memory
    translation: Translation
    functions: Functions

    def boot(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, frame: Frame) -> None:
        """A guest with one page of RAM, on a CPU."""
        self.guests.create(guest)
        self.memory.lend(guest, page, frame)
        self.translation.map_page(guest, gfn, page, {Access.READ, Access.WRITE, Access.EXECUTE})
        self.guests.start(guest)
        self.guests.dispatch(cpu, guest)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.READ)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.WRITE)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.EXECUTE)

    def boot_with_function(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, bar: Frame, function: Function) -> None:
        """A guest with a function and a page of its BAR, on a CPU."""
        self.guests.create(guest)
        self.functions.assign(guest, function)
        self.memory.lend(guest, page, bar)
        self.translation.map_page(guest, gfn, page, {Access.READ, Access.WRITE})
        self.guests.start(guest)
        self.guests.dispatch(cpu, guest)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.READ)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.WRITE)

    def give_back(self, guest: Guest, gfn: Gfn, page: Page) -> None:
        """A guest's page, taken from it."""
        self.translation.unmap_page(guest, gfn, page)
        self.translation.invalidate(page)
        self.memory.take_back(page)
