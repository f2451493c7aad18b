"""An allocator that tells one guest about another.

A guest asks for a page and is answered the number of the lowest free frame. The number depends on what others took
before, and so does whether there is a frame at all: `septum refute examples/leaky_allocator.py` shows two runs for
each. Compare `benign_allocator.py`.
"""

from septum.language import (
    Concern,
    Principal,
    Profile,
    Relation,
    Sort,
    Status,
    axiom,
    capability,
    choose,
    constant,
    core,
    example,
    implies,
    initially,
    refuse,
    refused,
    see,
    sees,
    witness,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A virtual machine."""


class Page(Sort):
    """A guest's own name for a page of its memory."""


class Frame(Sort):
    """A page frame of the machine, under its number."""


PAGE_IN_USE = Status()
NO_FRAME = Status()


class Allocator(Concern):
    """Frames go to guests in the order of their numbers."""

    below: Relation[Frame, Frame] = constant()
    taken: Relation[Frame] = core()
    has: Relation[Guest, Page] = core()

    def is_lowest(self, frame: Frame) -> bool:
        return not self.taken(frame) and not any(self.below(f, frame) and not self.taken(f) for f in Frame)

    @initially
    def all_is_free(self) -> bool:
        return not any(self.taken[:]) and not any(self.has[:, :])

    @capability(by="guest")
    def take_page(self, guest: Guest, page: Page) -> Frame:
        """Give the guest a page, and answer its frame."""
        refuse(PAGE_IN_USE, "the guest has a page of that name", when=self.has(guest, page))
        frame = choose((f for f in Frame if self.is_lowest(f)), or_refuse=NO_FRAME)
        self.taken[frame] = True
        self.has[guest, page] = True
        return frame

    @axiom(witness="two_frames")
    def numbers_are_in_order(self, a: Frame, b: Frame, c: Frame) -> bool:
        return (
            not self.below(a, a)
            and (a == b or self.below(a, b) or self.below(b, a))
            and implies(self.below(a, b) and self.below(b, c), self.below(a, c))
        )

    @witness
    def two_frames(self, first: Frame, second: Frame) -> None:
        assert self.below(first, second)

    @example
    def frames_go_in_order(
        self, alice: Guest, bob: Guest, page: Page, another: Page, first: Frame, second: Frame
    ) -> None:
        assert self.below(first, second)
        assert self.take_page(alice, page) == first
        assert refused(self.take_page(alice, page), PAGE_IN_USE)
        assert self.take_page(bob, page) == second
        assert refused(self.take_page(bob, another), NO_FRAME)

    @sees(Guest)
    def own_pages(self, viewer: Guest, page: Page) -> None:
        see(self.has(viewer, page))


class LeakyAllocator(Profile):
    """Refuted."""

    includes = [Allocator]
    observers = [Guest]
    property = Isolation
    assumes = []
