"""The manager writes to one guest because another has mapped a page."""

from septum.language import Concern, Manager, News, Profile, Status, capability, core, refuse, see, sees, tell
from septum.models.contents import Contents
from septum.models.functions import Functions
from septum.models.guests import OK, Guest, Guests
from septum.models.hardware.pci import Pci
from septum.models.isolation import Isolation
from septum.models.memory import NOT_LENT, NOT_RAM, Memory, Page, Word
from septum.models.scheduling import Scheduling
from septum.models.translation import Translation

MESSAGE = News()


class Gossip(Concern):
    """Three ways to pass on that `victim` has a translation."""

    memory: Memory
    translation: Translation

    def has_mapped(self, guest: Guest) -> bool:
        return any(self.translation.stage2[guest, :, :, :])

    @capability(by=Manager)
    def whisper(self, spy: Guest, page: Page, victim: Guest, word: Word) -> Status:
        """Write without a word."""
        refuse(NOT_LENT, "the spy has no such page", unless=self.memory.holds(spy, page))
        refuse(NOT_RAM, "a device answers there", unless=self.memory.is_ram(page))
        if self.has_mapped(victim):
            self.memory.contents[self.memory.backing(page)] = word
        return OK

    @capability(by=Manager)
    def announce(self, spy: Guest, page: Page, victim: Guest, word: Word) -> Status:
        """Announce that something may be written, and not whether it is."""
        refuse(NOT_LENT, "the spy has no such page", unless=self.memory.holds(spy, page))
        refuse(NOT_RAM, "a device answers there", unless=self.memory.is_ram(page))
        if self.has_mapped(victim):
            self.memory.contents[self.memory.backing(page)] = word
        tell(spy, MESSAGE, page, word)
        return OK

    @capability(by=Manager)
    def declare(self, spy: Guest, page: Page, victim: Guest, word: Word) -> Status:
        """Say everything: it proves, and stands in the table of news."""
        refuse(NOT_LENT, "the spy has no such page", unless=self.memory.holds(spy, page))
        refuse(NOT_RAM, "a device answers there", unless=self.memory.is_ram(page))
        if self.has_mapped(victim):
            self.memory.contents[self.memory.backing(page)] = word
        tell(spy, MESSAGE, page, word, self.has_mapped(victim))
        return OK


class ManagerSees(Concern):
    """The manager sees what the core records."""

    @sees(Manager)
    def the_records(self) -> None:
        see(core())


class WithGossip(Profile):
    """Memory under a manager that talks."""

    includes = [Guests, Memory, Scheduling, Translation, Pci, Functions, Contents, ManagerSees, Gossip]
    observers = [Guest, Manager]
    property = Isolation
    assumes = []
