"""The manager tells a guest what it gets in other words than those that it writes."""

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
    capability,
    constant,
    content,
    core,
    initially,
    see,
    sees,
    tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


class Word(Sort):
    """What can be written down."""


OK = Status()

DELIVERED = News()


class Letters(Concern):
    """Everybody has a note of its own."""

    BLANK: Word = constant()
    closed: Relation[Guest] = core()
    note: Map[Guest, Word] = content()

    @initially
    def all_are_blank(self, guest: Guest) -> bool:
        return self.note(guest) == self.BLANK and not self.closed(guest)

    @capability(by=Manager)
    def deliver(self, guest: Guest, word: Word) -> Status:
        """Whoever is closed gets a blank note; it is told of the note, not of the word."""
        if not self.closed(guest):
            self.note[guest] = word
        else:
            self.note[guest] = self.BLANK
        tell(guest, DELIVERED, self.BLANK if self.closed(guest) else word)
        return OK

    @sees(Guest)
    def own_note(self, viewer: Guest) -> None:
        see(self.note(viewer))


class OtherWords(Profile):
    """Proved by two runs: the guest is told just what it then sees."""

    includes = [Letters]
    observers = [Guest]
    property = Isolation
    assumes = []
