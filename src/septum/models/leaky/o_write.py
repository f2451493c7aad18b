"""A manager that writes to a guest without a word. Nothing but `o_write` notices."""

from septum.language import (
    Concern,
    Manager,
    Map,
    Principal,
    Profile,
    Sort,
    Status,
    capability,
    constant,
    content,
    initially,
    see,
    sees,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


class Word(Sort):
    """What can be written down."""


OK = Status()


class Notes(Concern):
    """Everybody has a note, which only the manager writes."""

    BLANK: Word = constant()
    note: Map[Guest, Word] = content()

    @initially
    def all_are_blank(self, guest: Guest) -> bool:
        return self.note(guest) == self.BLANK

    @capability(by=Manager)
    def scribble(self, guest: Guest, word: Word) -> Status:
        """Write, and do not say so."""
        self.note[guest] = word
        return OK

    @sees(Guest)
    def own_note(self, viewer: Guest) -> None:
        see(self.note(viewer))


class UntoldWriter(Profile):
    """A guest's note changes without any input of the guest."""

    includes = [Notes]
    observers = [Guest]
    property = Isolation
    assumes = []
