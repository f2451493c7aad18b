"""A model for conformance sequences: checks in an order, a choice among several, a turn, and one check too many."""

from septum.language import (
    Concern,
    Hardware,
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
    content,
    core,
    example,
    implies,
    initially,
    invariant,
    refuse,
    see,
    sees,
    step,
    tell,
    when,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """Somebody who borrows."""


class Frame(Sort):
    """What is lent."""


class Word(Sort):
    """What is in it."""


OK = Status()
NOTHING_LEFT = Status()
NOT_LENT = Status()
NOT_COUNTED = Status()
COUNTED = Status()
NOT_YOURS = Status()

TAKEN = News()


class Loans(Concern):
    """Frames are lent, counted, and given back."""

    lent: Relation[Frame] = core()
    holder: Map[Frame, Guest] = core()
    counted: Relation[Frame] = core()
    inside: Map[Frame, Word] = content()

    @initially
    def nothing_is_lent(self) -> bool:
        return not any(self.lent[:]) and not any(self.counted[:])

    @capability(by=Manager)
    def borrow(self, guest: Guest) -> Status:
        """Any frame that is free."""
        frame = choose((f for f in Frame if not self.lent(f)), or_refuse=NOTHING_LEFT)
        self.lent[frame] = True
        self.holder[frame] = guest
        tell(guest, TAKEN, frame, self.inside(frame))
        return OK

    @capability(by=Manager)
    def count(self, frame: Frame) -> Status:
        """Count a frame once."""
        refuse(NOT_LENT, "nobody has it", unless=self.lent(frame))
        refuse(COUNTED, "it was counted", when=self.counted(frame))
        self.counted[frame] = True
        return OK

    @capability(by=Manager)
    def give_back(self, guest: Guest, frame: Frame) -> Status:
        """A counted frame comes back."""
        refuse(NOT_LENT, "nobody has it", unless=self.lent(frame))
        refuse(NOT_YOURS, "another has it", unless=self.holder(frame) == guest)
        refuse(NOT_COUNTED, "it was not counted", unless=self.counted(frame))
        self.lent[frame] = False
        self.counted[frame] = False
        return OK

    @step(by="guest")
    def read(self, guest: Guest, frame: Frame) -> Word:
        """What is in it."""
        refuse(NOT_YOURS, "another has it", unless=self.lent(frame) and self.holder(frame) == guest)
        return self.inside(frame)

    @step(by=Hardware)
    def rot(self, frame: Frame) -> None:
        """A frame that was counted counts no longer."""
        when(self.counted(frame))
        self.counted[frame] = False

    @sees(Guest)
    def inside_own(self, viewer: Guest, frame: Frame) -> None:
        see(self.inside(frame), where=self.lent(frame) and self.holder(frame) == viewer)

    @invariant
    def counted_frames_are_lent(self, frame: Frame) -> bool:
        return implies(self.counted(frame), self.lent(frame))

    @example
    def one_after_another(self, alice: Guest, bob: Guest, one: Frame, two: Frame) -> None:
        """Alice borrows, gives back, and Bob borrows."""
        self.borrow(alice)
        self.count(one)
        self.give_back(alice, one)
        self.borrow(bob)
        self.read(bob, one)


class Library(Profile):
    """Loans, counted."""

    includes = [Loans]
    observers = [Guest]
    property = Isolation
    assumes = []
