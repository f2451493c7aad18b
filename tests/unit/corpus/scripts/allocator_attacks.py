"""An attack script on a profile that is broken: nothing stops it."""

from leaky_allocator import Allocator, Frame, Guest, Page

from septum.language import Concern, example


class AllocatorAttacks(Concern):
    """Alice learns that Bob has taken a frame."""

    allocator: Allocator

    @example(leak=True)
    def the_number_tells(self, alice: Guest, bob: Guest, one: Page, two: Page, first: Frame, second: Frame) -> None:
        """She gets the second frame, so somebody has the first."""
        assert self.allocator.below(first, second) and not self.allocator.below(second, first)
        assert not self.allocator.below(first, first) and not self.allocator.below(second, second)
        assert self.allocator.take_page(bob, one) == first
        assert self.allocator.take_page(alice, two) == second
