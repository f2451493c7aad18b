"""What guests find in what they hold, where nobody else has a hand in it."""

from septum.language import Concern, implies, invariant, see, sees
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.pci import Function, Pci
from septum.models.memory import Memory, Page


class Contents(Concern):
    """A guest reads its memory, and the registers of its functions."""

    memory: Memory
    pci: Pci
    functions: Functions

    @sees(Guest)
    def content_of_own_pages(self, viewer: Guest, page: Page) -> None:
        see(
            self.memory.contents(self.memory.backing(page)),
            where=self.memory.holds(viewer, page) and self.memory.is_ram(page),
        )

    @sees(Guest)
    def registers_of_own_functions(self, viewer: Guest, function: Function) -> None:
        see(self.pci.registers(function), where=self.functions.uses(viewer, function))

    @invariant
    def fresh_functions_hold_nothing(self, function: Function) -> bool:
        return implies(self.functions.fresh(function), self.pci.registers(function) == self.memory.ZERO)
