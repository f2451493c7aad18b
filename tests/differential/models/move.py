"""The core moves a guest's word to another frame, and tells nobody: first the word, then the way to it."""

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
TAKEN = Status()


class Moving(Concern):
    """Everybody has one frame."""

    ZERO: Word = constant()
    frame_of: Map[Guest, Frame] = core()
    placed: Relation[Guest] = core()
    free: Relation[Frame] = core()
    contents: Map[Frame, Word] = content()

    @initially
    def all_is_free(self, frame: Frame, guest: Guest) -> bool:
        return self.free(frame) and not self.placed(guest)

    @capability(by="guest")
    def store(self, guest: Guest, word: Word) -> Status:
        """Write one's own word."""
        refuse(NOWHERE, "it has no frame", unless=self.placed(guest))
        self.contents[self.frame_of(guest)] = word
        return OK

    @capability(by=Manager)
    def move(self, guest: Guest, frame: Frame) -> Status:
        """The guest's word goes to another frame, and the guest with it."""
        refuse(TAKEN, "the frame is another's", unless=self.free(frame) and self.placed(guest))
        self.contents[frame] = self.contents(self.frame_of(guest))
        self.frame_of[guest] = frame
        self.free[frame] = False
        return OK

    @sees(Guest)
    def own_word(self, viewer: Guest) -> None:
        see(self.contents(self.frame_of(viewer)), where=self.placed(viewer))

    @invariant
    def frames_in_use_are_not_free(self, guest: Guest) -> bool:
        return not (self.placed(guest) and self.free(self.frame_of(guest)))

    @invariant
    def a_frame_has_one_guest(self, one: Guest, other: Guest) -> bool:
        return not (
            self.placed(one) and self.placed(other) and self.frame_of(one) == self.frame_of(other) and one != other
        )


class SilentMove(Profile):
    """Proved by both: at no moment does anything show."""

    includes = [Moving]
    observers = [Guest]
    property = Isolation
    assumes = []
