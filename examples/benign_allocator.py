"""An allocator that keeps its choices to itself.

The manager asks for a page for a guest, the core picks a frame, and the guest is told of the page. Which frame it
is, is in no view, no answer and no news: `septum prove examples/benign_allocator.py` proves it isolating.
Compare `leaky_allocator.py`.
"""

from septum.language import (
    Concern,
    Manager,
    Map,
    News,
    Principal,
    Profile,
    Relation,
    Sort,
    Status,
    capability,
    choose,
    constant,
    content,
    core,
    example,
    implies,
    initially,
    invariant,
    refuse,
    refused,
    see,
    sees,
    step,
    tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A virtual machine."""


class Page(Sort):
    """A guest's own name for a page of its memory."""


class Frame(Sort):
    """A page frame of the machine."""


class Word(Sort):
    """What can be read at once."""


OK = Status()
PAGE_IN_USE = Status()
NO_FRAME = Status()
NO_PAGE = Status()

GROWN = News()
SHRUNK = News()


class Allocator(Concern):
    """Frames are picked by the core, which overwrites them first."""

    ZERO: Word = constant()
    has: Relation[Guest, Page] = core()
    backing: Map[Guest, Page, Frame] = core()  # of a page that the guest has
    taken: Relation[Frame] = core()
    contents: Map[Frame, Word] = content()

    @initially
    def all_is_free(self) -> bool:
        return not any(self.has[:, :]) and not any(self.taken[:])

    @capability(by=Manager)
    def grow(self, guest: Guest, page: Page) -> Status:
        """Give `guest` a page; the core picks the frame."""
        refuse(PAGE_IN_USE, "the guest has a page of that name", when=self.has(guest, page))
        frame = choose((f for f in Frame if not self.taken(f)), or_refuse=NO_FRAME)
        self.taken[frame] = True
        self.has[guest, page] = True
        self.backing[guest, page] = frame
        self.contents[frame] = self.ZERO
        tell(guest, GROWN, page)
        return OK

    @capability(by=Manager)
    def shrink(self, guest: Guest, page: Page) -> Status:
        """Take a page from `guest`."""
        refuse(NO_PAGE, "the guest has no such page", unless=self.has(guest, page))
        self.taken[self.backing(guest, page)] = False
        self.has[guest, page] = False
        tell(guest, SHRUNK, page)
        return OK

    @step(by="guest")
    def load(self, guest: Guest, page: Page) -> Word:
        refuse(NO_PAGE, "the guest has no such page", unless=self.has(guest, page))
        return self.contents(self.backing(guest, page))

    @step(by="guest")
    def store(self, guest: Guest, page: Page, word: Word) -> None:
        refuse(NO_PAGE, "the guest has no such page", unless=self.has(guest, page))
        self.contents[self.backing(guest, page)] = word

    @sees(Guest)
    def own_pages(self, viewer: Guest, page: Page) -> None:
        see(self.has(viewer, page))

    @sees(Guest)
    def content_of_own_pages(self, viewer: Guest, page: Page) -> None:
        see(self.contents(self.backing(viewer, page)), where=self.has(viewer, page))

    @invariant
    def frames_in_use_are_taken(self, guest: Guest, page: Page) -> bool:
        return implies(self.has(guest, page), self.taken(self.backing(guest, page)))

    @invariant
    def a_frame_backs_one_page(self, one: Guest, here: Page, other: Guest, there: Page) -> bool:
        return implies(
            self.has(one, here) and self.has(other, there) and self.backing(one, here) == self.backing(other, there),
            one == other and here == there,
        )

    @example
    def a_frame_serves_two_guests(
        self, alice: Guest, bob: Guest, page: Page, frame: Frame, zero: Word, secret: Word
    ) -> None:
        """There is one frame: Bob waits for it, and finds nothing in it."""
        assert self.ZERO == zero
        self.grow(alice, page)
        self.store(alice, page, secret)
        assert self.load(alice, page) == secret
        assert refused(self.grow(alice, page), PAGE_IN_USE)
        assert refused(self.grow(bob, page), NO_FRAME)
        self.shrink(alice, page)
        assert refused(self.shrink(alice, page), NO_PAGE)
        assert refused(self.load(alice, page), NO_PAGE)
        assert refused(self.store(alice, page, secret), NO_PAGE)
        self.grow(bob, page)
        assert self.load(bob, page) == zero

    @example
    def two_guests_have_two_frames(
        self, alice: Guest, bob: Guest, page: Page, one: Frame, two: Frame, zero: Word, secret: Word
    ) -> None:
        """What Alice writes is not there for Bob, whichever frames they got."""
        assert self.ZERO == zero
        self.grow(alice, page)
        self.grow(bob, page)
        self.store(alice, page, secret)
        assert self.load(bob, page) == zero


class BenignAllocator(Profile):
    """Proved."""

    includes = [Allocator]
    observers = [Guest]
    property = Isolation
    assumes = []
