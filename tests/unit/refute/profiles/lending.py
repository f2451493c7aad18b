"""Frames are lent to guests, taken back and scrubbed: as little as isolation can be about."""

# ruff: noqa: RUF012

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
    always,
    capability,
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


class Frame(Sort):
    """A page frame, under a number that all know."""


class Word(Sort):
    """What a frame holds."""


OK = Status()
LENT = Status()
DIRTY = Status()
NOT_YOURS = Status()
GIVEN = News()
TAKEN = News()


class Lending(Concern):
    """Who has which frame."""

    ZERO: Word = constant()
    lent: Relation[Frame] = core()
    holder: Map[Frame, Guest] = core()
    clean: Relation[Frame] = core()
    contents: Map[Frame, Word] = content()

    def holds(self, guest: Guest, frame: Frame) -> bool:
        return self.lent(frame) and self.holder(frame) == guest

    @initially
    def nothing_is_lent(self) -> bool:
        return not any(self.lent[:]) and not any(self.clean[:])

    @capability(by=Manager)
    def give(self, guest: Guest, frame: Frame) -> Status:
        """Lend a frame."""
        refuse(LENT, "somebody has it", when=self.lent(frame))
        refuse(DIRTY, "somebody's data may be in it", unless=self.clean(frame))
        self.lent[frame] = True
        self.holder[frame] = guest
        self.clean[frame] = False
        tell(guest, GIVEN, frame)
        return OK

    @capability(by=Manager)
    def take(self, frame: Frame) -> Status:
        """Take a frame back."""
        self.lent[frame] = False
        tell(self.holder(frame), TAKEN, frame)
        return OK

    @capability(by=Manager)
    def scrub(self, frame: Frame) -> Status:
        """Overwrite a frame."""
        refuse(LENT, "somebody has it", when=self.lent(frame))
        self.contents[frame] = self.ZERO
        self.clean[frame] = True
        return OK

    @step(by="guest")
    def store(self, guest: Guest, frame: Frame, word: Word) -> None:
        refuse(NOT_YOURS, "another's", unless=self.holds(guest, frame))
        self.contents[frame] = word

    @step(by="guest")
    def load(self, guest: Guest, frame: Frame) -> Word:
        refuse(NOT_YOURS, "another's", unless=self.holds(guest, frame))
        return self.contents(frame)

    @sees(Guest)
    def own_frames(self, viewer: Guest, frame: Frame) -> None:
        see(self.holds(viewer, frame))

    @sees(Guest)
    def content_of_own_frames(self, viewer: Guest, frame: Frame) -> None:
        see(self.contents(frame), where=self.holds(viewer, frame))

    @invariant
    def clean_frames_hold_nothing(self, frame: Frame) -> bool:
        return implies(self.clean(frame), self.contents(frame) == self.ZERO)

    @always
    def lent_frames_are_not_clean(self, frame: Frame) -> bool:
        return not (self.lent(frame) and self.clean(frame))

    @example
    def a_frame_goes_round(self, alice: Guest, bob: Guest, frame: Frame, zero: Word, secret: Word) -> None:
        assert zero == self.ZERO
        self.scrub(frame)
        self.give(alice, frame)
        self.store(alice, frame, secret)
        assert self.load(alice, frame) == secret
        self.take(frame)
        assert refused(self.give(bob, frame), DIRTY)
        self.scrub(frame)
        self.give(bob, frame)
        assert self.load(bob, frame) == zero

    @example(without="give.DIRTY", leak=True)
    def a_secret_is_left(self, alice: Guest, bob: Guest, frame: Frame, zero: Word, secret: Word) -> None:
        assert zero == self.ZERO
        self.give(alice, frame)
        self.store(alice, frame, secret)
        self.take(frame)
        self.give(bob, frame)
        assert self.load(bob, frame) == secret


class LendingProfile(Profile):
    """Proved."""

    includes = [Lending]
    observers = [Guest]
    property = Isolation
    assumes = []
