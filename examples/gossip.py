"""A manager that tells one guest what another does, in three ways.

`whisper` writes into a spy's register if a victim has mapped a page, and tells nobody: refuted, something of the spy
has changed without its being told. `announce` tells the spy that something is written: refuted, the register shows
more than the news say. `declare` tells it all: proved, for news are declassified without proof. Whoever trusts a
verdict reads its table of news, and there it stands: `septum show examples/gossip.py --policy`.
"""

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
    content,
    core,
    example,
    initially,
    refuse,
    refused,
    see,
    sees,
    step,
    tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A virtual machine."""


class Gfn(Sort):
    """A guest frame number."""


class Word(Sort):
    """What a register holds."""


OK = Status()
NOT_STARTED = Status()

STARTED = News()
MAPPED = News()
MESSAGE = News()


class Gossip(Concern):
    """A guest has a register and a page table."""

    started: Relation[Guest] = core()
    mapped: Relation[Guest, Gfn] = core()
    register: Map[Guest, Word] = content()

    @initially
    def nobody_is_there(self) -> bool:
        return not any(self.started[:]) and not any(self.mapped[:, :])

    @capability(by=Manager)
    def start(self, guest: Guest, word: Word) -> Status:
        """Let a guest begin, with this word in its register."""
        self.started[guest] = True
        self.register[guest] = word
        tell(guest, STARTED, word)
        return OK

    @capability(by=Manager)
    def map_page(self, guest: Guest, gfn: Gfn) -> Status:
        self.mapped[guest, gfn] = True
        tell(guest, MAPPED, gfn)
        return OK

    @capability(by=Manager)
    def whisper(self, spy: Guest, victim: Guest, word: Word) -> Status:
        """Write for the spy what the victim does, without a word."""
        if any(self.mapped[victim, :]):
            self.register[spy] = word
        return OK

    @capability(by=Manager)
    def announce(self, spy: Guest, victim: Guest, word: Word) -> Status:
        """The same, and tell the spy that there may be a message."""
        if any(self.mapped[victim, :]):
            self.register[spy] = word
        tell(spy, MESSAGE, word)
        return OK

    @capability(by=Manager)
    def declare(self, spy: Guest, victim: Guest, word: Word) -> Status:
        """The same, and tell the spy whether there is a message."""
        if any(self.mapped[victim, :]):
            self.register[spy] = word
        tell(spy, MESSAGE, word, any(self.mapped[victim, :]))
        return OK

    @step(by="guest")
    def read(self, guest: Guest) -> Word:
        """The guest looks at its register."""
        refuse(NOT_STARTED, "there is no such guest", unless=self.started(guest))
        return self.register(guest)

    @sees(Guest)
    def own_register(self, viewer: Guest) -> None:
        see(self.register(viewer), where=self.started(viewer))

    @sees(Guest)
    def own_mappings(self, viewer: Guest, gfn: Gfn) -> None:
        see(self.mapped(viewer, gfn))

    @example
    def the_spy_hears_of_it(self, spy: Guest, victim: Guest, gfn: Gfn, word: Word, before: Word) -> None:
        """Three messages come, once the victim has mapped a page."""
        assert refused(self.read(spy), NOT_STARTED)
        self.start(spy, before)
        assert self.read(spy) == before
        self.whisper(spy, victim, word)
        assert self.read(spy) == before
        self.map_page(victim, gfn)
        self.whisper(spy, victim, word)
        assert self.read(spy) == word
        self.announce(spy, victim, before)
        assert self.read(spy) == before
        self.declare(spy, victim, word)
        assert self.read(spy) == word


class GossipingManager(Profile):
    """Refuted."""

    includes = [Gossip]
    observers = [Guest]
    property = Isolation
    assumes = []
