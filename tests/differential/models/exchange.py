"""The core exchanges the frames of two guests, and tells nobody: only both writes together show nothing."""

from septum.language import (
    Concern,
    Manager,
    Map,
    Principal,
    Profile,
    Relation,
    Sort,
    Status,
    capability,
    constant,
    content,
    core,
    initially,
    invariant,
    refuse,
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
NOWHERE = Status()
ALONE = Status()


class Exchanging(Concern):
    """Everybody has one frame."""

    ZERO: Word = constant()
    frame_of: Map[Guest, Frame] = core()
    placed: Relation[Guest] = core()
    contents: Map[Frame, Word] = content()

    @initially
    def nobody_is_placed(self, guest: Guest) -> bool:
        return not self.placed(guest)

    @capability(by="guest")
    def store(self, guest: Guest, word: Word) -> Status:
        """Write one's own word."""
        refuse(NOWHERE, "it has no frame", unless=self.placed(guest))
        self.contents[self.frame_of(guest)] = word
        return OK

    @capability(by=Manager)
    def exchange(self, one: Guest, other: Guest) -> Status:
        """Each gets the other's frame, with what was in its own."""
        refuse(ALONE, "there are not two of them", unless=self.placed(one) and self.placed(other) and one != other)
        here = self.frame_of(one)
        there = self.frame_of(other)
        word = self.contents(here)
        another = self.contents(there)
        self.contents[here] = another
        self.contents[there] = word
        self.frame_of[one] = there
        self.frame_of[other] = here
        return OK

    @sees(Guest)
    def own_word(self, viewer: Guest) -> None:
        see(self.contents(self.frame_of(viewer)), where=self.placed(viewer))

    @invariant
    def a_frame_has_one_guest(self, one: Guest, other: Guest) -> bool:
        return not (
            self.placed(one) and self.placed(other) and self.frame_of(one) == self.frame_of(other) and one != other
        )


class SilentExchange(Profile):
    """Proved by two runs: what both see stays as it was."""

    includes = [Exchanging]
    observers = [Guest]
    property = Isolation
    assumes = []
