"""Corners of the language in which an encoding can go wrong, each with the run that shows it."""

# ruff: noqa: RUF012

from septum.language import (
    Concern,
    Map,
    News,
    Principal,
    Profile,
    Relation,
    Sort,
    constant,
    content,
    core,
    example,
    initially,
    see,
    sees,
    step,
    tell,
    when,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A virtual machine."""


class Box(Sort):
    """A place."""


class Word(Sort):
    """What is in a box."""


SHOWN = News()


class Corners(Concern):
    """Boxes that are marked and filled."""

    ZERO: Word = constant()
    ONE: Word = constant()
    marked: Relation[Box] = core()
    flagged: Relation[Guest] = core()
    label: Map[Box, Word] = core()
    secret: Map[Box, Word] = content()

    @initially
    def nothing_is_marked(self, box: Box) -> bool:
        return (
            not self.marked(box) and self.label(box) == self.ZERO and not any(self.flagged[:]) and self.ONE != self.ZERO
        )

    @step(by="guest")
    def mark(self, guest: Guest, box: Box) -> None:
        self.marked[:] = False
        self.marked[box] = True

    @step(by="guest")
    def fill_what_is_marked(self, guest: Guest, word: Word) -> None:
        for box in Box:
            if self.marked(box):
                self.label[box] = word

    @step(by="guest")
    def look(self, guest: Guest, box: Box) -> Word:
        when(self.marked(box))
        return self.label(box)

    @step(by="guest")
    def peek(self, guest: Guest, box: Box) -> Word:
        """What it says to itself is no input: it has asked."""
        tell(guest, SHOWN, self.secret(box))
        return self.secret(box)

    @step(by="guest")
    def flag(self, guest: Guest, other: Guest) -> None:
        """Open the other's eyes to what never changes."""
        self.flagged[other] = True

    @sees(Guest)
    def one_if_flagged(self, viewer: Guest) -> None:
        see(self.ONE, where=self.flagged(viewer))

    @example
    def the_last_write_wins(self, alice: Guest, here: Box, there: Box, zero: Word, word: Word) -> None:
        assert zero == self.ZERO
        self.mark(alice, here)
        self.mark(alice, there)
        self.fill_what_is_marked(alice, word)
        self.mark(alice, there)
        assert self.look(alice, there) == word

    @example
    def only_what_is_marked_is_filled(self, alice: Guest, here: Box, there: Box, zero: Word, word: Word) -> None:
        assert zero == self.ZERO
        self.fill_what_is_marked(alice, word)
        self.mark(alice, there)
        assert self.look(alice, there) == zero


class CornersProfile(Profile):
    """Refuted."""

    includes = [Corners]
    observers = [Guest]
    property = Isolation
    assumes = []
