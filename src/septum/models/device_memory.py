"""Device memory: the pages of BARs and of MSI-X tables, lent to whoever uses the function behind them."""

from septum.language import (
    Concern,
    Manager,
    News,
    Status,
    capability,
    implies,
    invariant,
    joins,
    refuse,
    see,
    sees,
    tell,
)
from septum.models.dma import NOT_YOURS
from septum.models.functions import QUARANTINED, Functions
from septum.models.guests import OK, Guest
from septum.models.hardware.pci import Function, Pci
from septum.models.memory import FRAME_LENT, PAGE_NAME_USED, Frame, FrameKind, Memory, Page

NOT_DEVICE_MEMORY = Status()
BAR_LENT = Status()

DEVICE_LENT = News()


class DeviceMemory(Concern):
    """A page of a function goes to its user alone, and comes back before the function is reset."""

    memory: Memory
    pci: Pci
    functions: Functions

    def function_behind(self, page: Page) -> Function:
        return self.pci.function_at(self.memory.backing(page))

    def is_device_memory(self, frame: Frame) -> bool:
        return self.memory.kind(frame) == FrameKind.BAR or self.memory.kind(frame) == FrameKind.MSIX_TABLE

    @capability(by=Manager)
    def lend_device(self, guest: Guest, page: Page, frame: Frame) -> Status:
        """Lend a page of a function to its user.

        Source: PCI, base address registers; XSA-461."""
        refuse(PAGE_NAME_USED, "a loan had that name before", when=self.memory.lent(page) or self.memory.ended(page))
        refuse(NOT_DEVICE_MEMORY, "it is no page of a function", unless=self.is_device_memory(frame))
        refuse(
            NOT_YOURS,
            "the guest does not use the function",
            unless=self.functions.uses(guest, self.pci.function_at(frame)),
        )
        refuse(QUARANTINED, "the function is blocked", when=self.functions.quarantined(self.pci.function_at(frame)))
        refuse(FRAME_LENT, "the frame is lent", when=self.memory.is_lent(frame))
        self.memory.lent[page] = True
        self.memory.holder[page] = guest
        self.memory.backing[page] = frame
        tell(guest, DEVICE_LENT, page, self.memory.kind(frame), self.pci.function_at(frame))
        return OK

    @joins(Functions.reset)
    def its_pages_are_back(self, function: Function) -> None:
        refuse(
            BAR_LENT,
            "a page of it is lent",
            when=any(
                self.memory.lent(page) and not self.memory.is_ram(page) and self.function_behind(page) == function
                for page in Page
            ),
        )

    @sees(Guest)
    def functions_behind_own_pages(self, viewer: Guest, page: Page) -> None:
        see(self.function_behind(page), where=self.memory.holds(viewer, page) and not self.memory.is_ram(page))

    @invariant
    def device_pages_are_the_users(self, page: Page) -> bool:
        return implies(
            self.memory.lent(page) and not self.memory.is_ram(page),
            self.functions.uses(self.memory.holder(page), self.function_behind(page))
            and not self.functions.fresh(self.function_behind(page)),
        )
