"""The manager writes to one guest because another has mapped a page."""

from septum.language import Concern, Manager, News, Profile, Status, capability, refuse, tell
from septum.models.guests import OK, Guest, Guests
from septum.models.hostile_manager import HostileManager
from septum.models.isolation import Isolation
from septum.models.memory import NOT_LENT, Memory, Page, Word
from septum.models.translation import NOT_MEMORY, Translation

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
        refuse(NOT_MEMORY, "a device answers there", unless=self.memory.is_ram(page))
        if self.has_mapped(victim):
            self.memory.contents[self.memory.backing(page)] = word
        return OK

    @capability(by=Manager)
    def announce(self, spy: Guest, page: Page, victim: Guest, word: Word) -> Status:
        """Announce that something may be written, and not whether it is."""
        refuse(NOT_LENT, "the spy has no such page", unless=self.memory.holds(spy, page))
        refuse(NOT_MEMORY, "a device answers there", unless=self.memory.is_ram(page))
        if self.has_mapped(victim):
            self.memory.contents[self.memory.backing(page)] = word
        tell(spy, MESSAGE, page, word)
        return OK

    @capability(by=Manager)
    def declare(self, spy: Guest, page: Page, victim: Guest, word: Word) -> Status:
        """Say everything: it proves, and stands in the table of news."""
        refuse(NOT_LENT, "the spy has no such page", unless=self.memory.holds(spy, page))
        refuse(NOT_MEMORY, "a device answers there", unless=self.memory.is_ram(page))
        if self.has_mapped(victim):
            self.memory.contents[self.memory.backing(page)] = word
        tell(spy, MESSAGE, page, word, self.has_mapped(victim))
        return OK


class WithGossip(Profile):
    """Memory under a manager that talks."""

    includes = [Guests, Memory, Translation, HostileManager, Gossip]
    observers = [Guest, Manager]
    property = Isolation
    assumes = []
