"""A guest without a frame writes, and nothing is written: that nothing was, decides what others keep."""

from septum.language import (
    Concern,
    Map,
    Principal,
    Profile,
    Relation,
    Sort,
    Status,
    capability,
    content,
    core,
    initially,
    invariant,
    see,
    sees,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


class Frame(Sort):
    """A page frame."""


class Word(Sort):
    """What can be written down."""


OK = Status()


class Writing(Concern):
    """Everybody has one frame."""

    frame_of: Map[Guest, Frame] = core()
    placed: Relation[Guest] = core()
    contents: Map[Frame, Word] = content()

    @initially
    def nobody_is_placed(self, guest: Guest) -> bool:
        return not self.placed(guest)

    @capability(by="guest")
    def store(self, guest: Guest, word: Word) -> Status:
        """Write one's own word."""
        if self.placed(guest):
            self.contents[self.frame_of(guest)] = word
        return OK

    @sees(Guest)
    def own_word(self, viewer: Guest) -> None:
        see(self.contents(self.frame_of(viewer)), where=self.placed(viewer))

    @invariant
    def a_frame_has_one_guest(self, one: Guest, other: Guest) -> bool:
        return not (
            self.placed(one) and self.placed(other) and self.frame_of(one) == self.frame_of(other) and one != other
        )


class Unwritten(Profile):
    """Proved by two runs: who has no frame changes nothing."""

    includes = [Writing]
    observers = [Guest]
    property = Isolation
    assumes = []
