"""Frames, and their loans to guests."""

from septum.language import (
    Concern,
    Enumeration,
    Manager,
    Map,
    News,
    Relation,
    Sort,
    Status,
    always,
    capability,
    constant,
    content,
    core,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    see,
    sees,
    tell,
)
from septum.models.guests import NO_SUCH_GUEST, OK, Guest, Guests


class Page(Sort):
    """One loan of a frame to a guest. The next loan of the same frame is another page."""


class Frame(Sort):
    """A page frame of the machine."""


class Word(Sort):
    """What can be read or written at once."""


class FrameKind(Enumeration):
    """What answers at a frame: memory for guests, what the core keeps for itself, or a device."""

    RAM, CORE, BAR, MSIX_TABLE, DOORBELL = range(5)


PAGE_NAME_USED = Status()
NOT_RAM = Status()
FRAME_LENT = Status()
NOT_SCRUBBED = Status()
NOT_LENT = Status()
BEING_TAKEN = Status()
HOLDS_PAGES = Status()

LENT = News()
REVOKED = News()
TAKEN = News()


class Memory(Concern):
    """Frames are lent, revoked, taken back, scrubbed, and lent again."""

    guests: Guests

    kind: Map[Frame, FrameKind] = constant()
    ZERO: Word = constant()
    lent: Relation[Page] = core()
    revoked: Relation[Page] = core()  # on the way back: no new way to it is opened
    ended: Relation[Page] = core()  # loans that are over: their names do not return
    holder: Map[Page, Guest] = core()  # of a page that is lent
    backing: Map[Page, Frame] = core()  # likewise
    clean: Relation[Frame] = core()  # the core's record of a finished scrub
    contents: Map[Frame, Word] = content()

    def holds(self, guest: Guest, page: Page) -> bool:
        return self.lent(page) and self.holder(page) == guest

    def is_lent(self, frame: Frame) -> bool:
        return any(self.lent(page) and self.backing(page) == frame for page in Page)

    def is_ram(self, page: Page) -> bool:
        return self.kind(self.backing(page)) == FrameKind.RAM

    def is_memory(self, frame: Frame) -> bool:
        return self.kind(frame) == FrameKind.RAM or self.kind(frame) == FrameKind.CORE

    @initially
    def nothing_is_lent(self) -> bool:
        return not any(self.lent[:]) and not any(self.revoked[:]) and not any(self.ended[:]) and not any(self.clean[:])

    @capability(by=Manager)
    def lend(self, guest: Guest, page: Page, frame: Frame) -> Status:
        """Lend `frame` to `guest`, who will know it as `page`.

        Source: pKVM, donate_guest."""
        refuse(NO_SUCH_GUEST, "no such guest is alive", unless=self.guests.is_alive(guest))
        refuse(PAGE_NAME_USED, "a loan had that name before", when=self.lent(page) or self.ended(page))
        refuse(NOT_RAM, "it is a device's, or the core's", unless=self.kind(frame) == FrameKind.RAM)
        refuse(NOT_SCRUBBED, "it is lent, or another's data may be in it", unless=self.clean(frame))
        self.lent[page] = True
        self.holder[page] = guest
        self.backing[page] = frame
        self.clean[frame] = False
        tell(guest, LENT, page)
        return OK

    @capability(by=Manager)
    def revoke(self, page: Page) -> Status:
        """Begin to take a page back: whatever may remember it is told to forget.

        Source: NOVA, revocation of a delegated capability."""
        refuse(NOT_LENT, "nobody holds the page", unless=self.lent(page))
        self.revoked[page] = True
        tell(self.holder(page), REVOKED, page)
        return OK

    @capability(by=Manager)
    def take_back(self, page: Page) -> Status:
        """End a loan that everything has forgotten.

        Source: pKVM, reclaim_dying_guest_page."""
        refuse(NOT_LENT, "nobody holds the page", unless=self.lent(page))
        self.lent[page] = False
        self.ended[page] = True
        tell(self.holder(page), TAKEN, page)
        return OK

    @capability(by=Manager)
    def scrub(self, frame: Frame) -> Status:
        """Overwrite a frame that nobody holds.

        Source: SeKVM, a page is zeroed before the host has it again."""
        refuse(NOT_RAM, "it is a device's, or the core's", unless=self.kind(frame) == FrameKind.RAM)
        refuse(FRAME_LENT, "the frame is lent", when=self.is_lent(frame))
        self.contents[frame] = self.ZERO
        self.clean[frame] = True
        return OK

    @joins(Guests.destroy)
    def all_pages_are_back(self, guest: Guest) -> None:
        refuse(HOLDS_PAGES, "it still holds a page", when=any(self.holds(guest, page) for page in Page))

    @sees(Guest)
    def own_pages(self, viewer: Guest, page: Page) -> None:
        """Which pages it holds and what they are; never which frames."""
        see(self.kind(self.backing(page)), self.revoked(page), where=self.holds(viewer, page))

    @always
    def a_frame_is_lent_once(self, one: Page, other: Page) -> bool:
        """No frame, RAM or device, is lent under two names."""
        return implies(self.lent(one) and self.lent(other) and self.backing(one) == self.backing(other), one == other)

    @always
    def the_core_lends_nothing_of_its_own(self, page: Page) -> bool:
        """No frame of the core and no interrupt doorbell is lent."""
        return implies(
            self.lent(page),
            self.kind(self.backing(page)) != FrameKind.CORE and self.kind(self.backing(page)) != FrameKind.DOORBELL,
        )

    @always
    def a_loan_ends_once(self, page: Page) -> bool:
        """The name of a loan that has ended does not return."""
        return not (self.lent(page) and self.ended(page))

    @invariant
    def what_is_revoked_was_lent(self, page: Page) -> bool:
        return implies(self.revoked(page), self.lent(page) or self.ended(page))

    @invariant
    def clean_frames_hold_nothing(self, frame: Frame) -> bool:
        return implies(self.clean(frame), self.contents(frame) == self.ZERO)

    @invariant
    def only_ram_is_clean(self, frame: Frame) -> bool:
        return implies(self.clean(frame), self.kind(frame) == FrameKind.RAM)

    @invariant
    def lent_frames_are_not_clean(self, page: Page) -> bool:
        return implies(self.lent(page), not self.clean(self.backing(page)))

    @invariant
    def holders_are_alive(self, page: Page) -> bool:
        return implies(self.lent(page), self.guests.is_alive(self.holder(page)))
