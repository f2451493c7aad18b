"""A guest that is answered what another wrote. Nothing but `o_reply` notices."""

from septum.language import (
    Concern,
    Map,
    Principal,
    Profile,
    Sort,
    constant,
    content,
    initially,
    see,
    sees,
    step,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


class Word(Sort):
    """What can be written down."""


class Notes(Concern):
    """Everybody has a note of its own."""

    BLANK: Word = constant()
    note: Map[Guest, Word] = content()

    @initially
    def all_are_blank(self, guest: Guest) -> bool:
        return self.note(guest) == self.BLANK

    @step(by="guest")
    def write(self, guest: Guest, word: Word) -> None:
        """Write one's own note."""
        self.note[guest] = word

    @step(by="guest")
    def peek(self, guest: Guest, other: Guest) -> Word:
        """Read anybody's note."""
        return self.note(other)

    @sees(Guest)
    def own_note(self, viewer: Guest) -> None:
        see(self.note(viewer))


class TellingAnswer(Profile):
    """An answer carries what another has written."""

    includes = [Notes]
    observers = [Guest]
    property = Isolation
    assumes = []
