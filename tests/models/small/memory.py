"""Frames, and their loans to guests."""

from septum.language import (
    Concern,
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

from .guests import OK, Guest, Guests


class Page(Sort):
    """One loan of a frame to a guest. The next loan of the same frame is another page."""


class Frame(Sort):
    """A page frame of the machine: RAM, or device memory behind a BAR."""


class Word(Sort):
    """What can be read or written at once."""


NO_SUCH_GUEST = Status()
PAGE_NAME_USED = Status()
FRAME_LENT = Status()
NOT_SCRUBBED = Status()
NOT_LENT = Status()
HOLDS_PAGES = Status()

LENT = News()
TAKEN = News()


class Memory(Concern):
    """Frames are lent, taken back, scrubbed, and lent again."""

    guests: Guests

    is_device: Relation[Frame] = constant()  # device memory; every other frame is RAM
    ZERO: Word = constant()
    lent: Relation[Page] = core()
    ended: Relation[Page] = core()  # loans that are over: their names do not return
    holder: Map[Page, Guest] = core()  # of a page that is lent
    backing: Map[Page, Frame] = core()  # likewise
    clean: Relation[Frame] = core()  # scrubbed since it was last lent
    contents: Map[Frame, Word] = content()

    def holds(self, guest: Guest, page: Page) -> bool:
        return self.lent(page) and self.holder(page) == guest

    def is_lent(self, frame: Frame) -> bool:
        return any(self.lent(page) and self.backing(page) == frame for page in Page)

    def is_ram(self, page: Page) -> bool:
        return not self.is_device(self.backing(page))

    @initially
    def nothing_is_lent(self) -> bool:
        return not any(self.lent[:]) and not any(self.ended[:]) and not any(self.clean[:])

    @capability(by=Manager)
    def lend(self, guest: Guest, page: Page, frame: Frame) -> Status:
        """Lend `frame` to `guest`, who will know it as `page`."""
        refuse(NO_SUCH_GUEST, "no such guest is alive", unless=self.guests.is_alive(guest))
        refuse(PAGE_NAME_USED, "a loan had that name before", when=self.lent(page) or self.ended(page))
        refuse(FRAME_LENT, "the frame is lent", when=self.is_lent(frame))
        refuse(NOT_SCRUBBED, "another's data may be in it", unless=self.clean(frame) or self.is_device(frame))
        self.lent[page] = True
        self.holder[page] = guest
        self.backing[page] = frame
        self.clean[frame] = False
        tell(guest, LENT, page, self.is_device(frame))
        return OK

    @capability(by=Manager)
    def take_back(self, page: Page) -> Status:
        """End a loan. Others add what must have happened before."""
        refuse(NOT_LENT, "nobody holds the page", unless=self.lent(page))
        self.lent[page] = False
        self.ended[page] = True
        tell(self.holder(page), TAKEN, page)
        return OK

    @capability(by=Manager)
    def scrub(self, frame: Frame) -> Status:
        """Overwrite a frame that nobody holds."""
        refuse(FRAME_LENT, "the frame is lent", when=self.is_lent(frame))
        self.contents[frame] = self.ZERO
        self.clean[frame] = True
        return OK

    @joins(Guests.destroy)
    def all_pages_are_back(self, guest: Guest) -> None:
        refuse(HOLDS_PAGES, "it still holds a page", when=any(self.holds(guest, page) for page in Page))

    @sees(Guest)
    def own_pages(self, viewer: Guest, page: Page) -> None:
        """Which pages it holds, and whether they are RAM; never which frames."""
        see(self.is_ram(page), where=self.holds(viewer, page))

    @sees(Guest)
    def content_of_own_pages(self, viewer: Guest, page: Page) -> None:
        see(self.contents(self.backing(page)), where=self.holds(viewer, page) and self.is_ram(page))

    @always
    def a_frame_is_lent_once(self, one: Page, other: Page) -> bool:
        """No frame, RAM or device, is lent under two names."""
        return implies(self.lent(one) and self.lent(other) and self.backing(one) == self.backing(other), one == other)

    @invariant
    def ram_is_lent_once(self, one: Page, other: Page) -> bool:
        return implies(
            self.lent(one) and self.lent(other) and self.backing(one) == self.backing(other) and self.is_ram(one),
            one == other,
        )

    @invariant
    def a_loan_ends_once(self, page: Page) -> bool:
        return not (self.lent(page) and self.ended(page))

    @invariant
    def clean_frames_hold_nothing(self, frame: Frame) -> bool:
        return implies(self.clean(frame), self.contents(frame) == self.ZERO)

    @invariant
    def lent_frames_are_not_clean(self, page: Page) -> bool:
        return implies(self.lent(page), not self.clean(self.backing(page)))

    @invariant
    def holders_are_alive(self, page: Page) -> bool:
        return implies(self.lent(page), self.guests.is_alive(self.holder(page)))
