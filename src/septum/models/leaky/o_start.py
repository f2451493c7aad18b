"""A machine that shows what was in it before. Nothing but `o_start` notices."""

from septum.language import (
    Concern,
    Map,
    Principal,
    Profile,
    Sort,
    content,
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
    """Everybody has a note of its own. Nobody says what stands on it at the start."""

    note: Map[Guest, Word] = content()

    @step(by="guest")
    def write(self, guest: Guest, word: Word) -> None:
        """Write one's own note."""
        self.note[guest] = word

    @sees(Guest)
    def own_note(self, viewer: Guest) -> None:
        see(self.note(viewer))


class UncleanStart(Profile):
    """What a guest sees at the start is what somebody left there."""

    includes = [Notes]
    observers = [Guest]
    property = Isolation
    assumes = []
