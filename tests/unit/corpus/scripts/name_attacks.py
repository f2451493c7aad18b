"""An attack on who comes after: a guest under the name of one that left something behind."""

from septum.language import Concern, example
from septum.models.guests import Guest, Guests
from septum.models.memory import Frame, FrameKind, Memory, Page


class NameAttacks(Concern):
    """The next Alice finds the last one's page."""

    guests: Guests
    memory: Memory

    @example(without="destroy.HOLDS_PAGES", leak=True)
    def a_page_is_left_behind(self, alice: Guest, page: Page, ram: Frame) -> None:
        """Her name returns, and with it what she held."""
        assert self.memory.kind(ram) == FrameKind.RAM
        self.guests.create(alice)
        self.memory.scrub(ram)
        self.memory.lend(alice, page, ram)
        self.guests.start(alice)
        self.guests.quiesce(alice)
        self.guests.destroy(alice)
        self.guests.create(alice)
