"""Allocators: the core picks the frame. Which of them tells one guest about another?"""

from septum.language import (
    Concern,
    Manager,
    News,
    Profile,
    Relation,
    Status,
    capability,
    choose,
    constant,
    refuse,
    tell,
)
from septum.models.contents import Contents
from septum.models.functions import Functions
from septum.models.guests import NO_SUCH_GUEST, OK, Guest, Guests
from septum.models.hardware.pci import Pci
from septum.models.hardware.tlb import Tlb
from septum.models.isolation import Isolation
from septum.models.memory import NOT_RAM, PAGE_NAME_USED, Frame, FrameKind, Memory, Page
from septum.models.scheduling import Scheduling
from septum.models.translation import NOT_OWNER, STILL_MAPPED, Translation
from septum.models.vmids import Vmids

NO_FRAME = Status()

GROWN = News()


class Allocators(Concern):
    """Frames are picked inside."""

    guests: Guests
    memory: Memory
    translation: Translation
    tlb: Tlb

    below: Relation[Frame, Frame] = constant()

    def is_free(self, frame: Frame) -> bool:
        return self.memory.clean(frame) and self.memory.kind(frame) == FrameKind.RAM

    @capability(by=Manager)
    def grow(self, guest: Guest, page: Page) -> Status:
        """The manager lets a guest grow; the guest hears of the page, never of the frame."""
        refuse(NO_SUCH_GUEST, "no such guest is alive", unless=self.guests.is_alive(guest))
        refuse(PAGE_NAME_USED, "a loan had that name before", when=self.memory.lent(page) or self.memory.ended(page))
        frame = choose((f for f in Frame if self.is_free(f)), or_refuse=NO_FRAME)
        self.memory.lent[page] = True
        self.memory.holder[page] = guest
        self.memory.backing[page] = frame
        self.memory.clean[frame] = False
        tell(guest, GROWN, page)
        return OK

    @capability(by="guest")
    def ask(self, guest: Guest, page: Page) -> Frame:
        """A guest asks for a page, and is answered the lowest free frame."""
        refuse(NO_SUCH_GUEST, "no such guest is alive", unless=self.guests.is_alive(guest))
        refuse(PAGE_NAME_USED, "a loan had that name before", when=self.memory.lent(page) or self.memory.ended(page))
        frame = choose(
            (f for f in Frame if self.is_free(f) and all(self.below(f, g) for g in Frame if self.is_free(g))),
            or_refuse=NO_FRAME,
        )
        self.memory.lent[page] = True
        self.memory.holder[page] = guest
        self.memory.backing[page] = frame
        self.memory.clean[frame] = False
        return frame

    @capability(by="guest")
    def renew(self, guest: Guest, page: Page) -> Status:
        """A guest throws a page's content away: it is scrubbed in place, or another clean frame takes its place."""
        refuse(NOT_OWNER, "the page belongs to another", unless=self.memory.holds(guest, page))
        refuse(STILL_MAPPED, "it is mapped", when=any(self.translation.stage2[guest, :, page, :]))
        refuse(NOT_RAM, "it is a device's", unless=self.memory.is_ram(page))
        frame = choose(f for f in Frame if f == self.memory.backing(page) or self.is_free(f))
        self.tlb.tlb[:, :, :, page, :, :] = False
        self.memory.backing[page] = frame
        self.memory.contents[frame] = self.memory.ZERO
        self.memory.clean[frame] = False
        return OK


class WithAllocators(Profile):
    """Memory that is handed out."""

    includes = [Guests, Memory, Scheduling, Vmids, Translation, Tlb, Pci, Functions, Contents, Allocators]
    observers = [Guest]
    property = Isolation
    assumes = []
