"""A core whose invariant is kept, but does not hold at the start. Nothing but `o_init` notices."""

from septum.language import (
    Concern,
    Manager,
    Map,
    News,
    Principal,
    Profile,
    Relation,
    Sort,
    content,
    core,
    initially,
    invariant,
    see,
    sees,
    step,
    tell,
    when,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


class Box(Sort):
    """What a guest finds in its room."""


class Word(Sort):
    """What can lie in a box."""


OPENED = News()


class Boxes(Concern):
    """Every guest has a box from the start; nobody says that it is another than its neighbour's."""

    box_of: Map[Guest, Box] = core()
    opened: Relation[Guest] = core()
    inside: Map[Box, Word] = content()

    @initially
    def all_are_closed(self) -> bool:
        return not any(self.opened[:])

    @step(by=Manager)
    def open_box(self, guest: Guest) -> None:
        """Let a guest see what is in its box."""
        self.opened[guest] = True
        tell(guest, OPENED, self.inside(self.box_of(guest)))

    @step(by="guest")
    def put(self, guest: Guest, word: Word) -> None:
        """Put something into one's box."""
        when(self.opened(guest))
        self.inside[self.box_of(guest)] = word

    @sees(Guest)
    def inside_own_box(self, viewer: Guest) -> None:
        see(self.inside(self.box_of(viewer)), where=self.opened(viewer))

    @invariant
    def nobody_shares_a_box(self, one: Guest, other: Guest) -> bool:
        return one == other or self.box_of(one) != self.box_of(other)


class UnfoundedInvariant(Profile):
    """Two guests share a box from the start, which an invariant denies."""

    includes = [Boxes]
    observers = [Guest]
    property = Isolation
    assumes = []
