"""News that show more than they say. Nothing but `o_told` notices."""

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
    """A tenant."""


class Word(Sort):
    """What can be written down."""


OK = Status()

DELIVERED = News()


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

    @capability(by=Manager)
    def deliver(self, guest: Guest, sender: Guest) -> Status:
        """Copy the sender's note, and announce only that something came."""
        self.note[guest] = self.note(sender)
        tell(guest, DELIVERED)
        return OK

    @sees(Guest)
    def own_note(self, viewer: Guest) -> None:
        see(self.note(viewer))


class SparingNews(Profile):
    """The same news change what a guest sees in different ways."""

    includes = [Notes]
    observers = [Guest]
    property = Isolation
    assumes = []
