"""A new guest that finds what the last one of its name left. Nothing but `o_birth` notices."""

from septum.language import (
    Concern,
    Manager,
    Map,
    News,
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
    step,
    tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant, under a name that others may have had."""


class Word(Sort):
    """What can be written down."""


OK = Status()

ADMITTED = News()


class Notes(Concern):
    """Everybody has a note of its own."""

    BLANK: Word = constant()
    note: Map[Guest, Word] = content()

    @initially
    def all_are_blank(self, guest: Guest) -> bool:
        return self.note(guest) == self.BLANK

    @capability(by=Manager, begins="guest")
    def admit(self, guest: Guest) -> Status:
        """Somebody else bears the name from now on."""
        tell(guest, ADMITTED)
        return OK

    @step(by="guest")
    def write(self, guest: Guest, word: Word) -> None:
        """Write one's own note."""
        self.note[guest] = word

    @sees(Guest)
    def own_note(self, viewer: Guest) -> None:
        see(self.note(viewer))


class InheritedNote(Profile):
    """A new life begins with the leftovers of an old one."""

    includes = [Notes]
    observers = [Guest]
    property = Isolation
    assumes = []
