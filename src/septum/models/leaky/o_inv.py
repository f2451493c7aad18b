"""A core that keeps its invariant nowhere, and rests on it everywhere. Nothing but `o_inv` notices."""

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
    """What is given to a guest."""


class Word(Sort):
    """What can lie in a box."""


GIVEN = News()


class Boxes(Concern):
    """Boxes are given to guests; that one was given before is not checked."""

    has: Relation[Guest, Box] = core()
    inside: Map[Box, Word] = content()

    @initially
    def nobody_has_any(self) -> bool:
        return not any(self.has[:, :])

    @step(by=Manager)
    def give(self, guest: Guest, box: Box) -> None:
        """Give a box away, whoever has it."""
        self.has[guest, box] = True
        tell(guest, GIVEN, box, self.inside(box))

    @step(by="guest")
    def put(self, guest: Guest, box: Box, word: Word) -> None:
        """Put something into one's box."""
        when(self.has(guest, box))
        self.inside[box] = word

    @sees(Guest)
    def inside_own_boxes(self, viewer: Guest, box: Box) -> None:
        see(self.inside(box), where=self.has(viewer, box))

    @invariant
    def a_box_has_one_owner(self, one: Guest, other: Guest, box: Box) -> bool:
        return one == other or not self.has(one, box) or not self.has(other, box)


class UnkeptInvariant(Profile):
    """Two guests share a box, which an invariant denies."""

    includes = [Boxes]
    observers = [Guest]
    property = Isolation
    assumes = []
