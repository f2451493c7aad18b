"""A pool of table entries that all guests share.

A guest that maps a page for a device needs an entry of an I/O page table, and the core takes one from a pool. When
the pool is empty the guest is refused, whoever has emptied it: so each guest can tell how busy the others are.
`septum prove examples/shared_pool.py` refutes `map_io` at that refusal, and not at the entry that is chosen, which
nobody is told. In the profile `minimal` a guest's entries are set aside while it is built (`reserve`), so that what it
is refused is its own affair.
"""

from septum.language import (
    Concern,
    Manager,
    News,
    Principal,
    Profile,
    Relation,
    Sort,
    Status,
    capability,
    choose,
    core,
    example,
    initially,
    refuse,
    refused,
    see,
    sees,
    tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A virtual machine."""


class Iova(Sort):
    """An I/O virtual address."""


class Entry(Sort):
    """An entry of a table, in the core's memory."""


OK = Status()
MAPPED_ALREADY = Status()
POOL_EMPTY = Status()

RESET = News()


class Pool(Concern):
    """Entries are taken from those that nobody uses."""

    mapped: Relation[Guest, Iova] = core()
    used: Relation[Guest, Iova, Entry] = core()

    def is_free(self, entry: Entry) -> bool:
        return not any(self.used[:, :, entry])

    @initially
    def nothing_is_mapped(self) -> bool:
        return not any(self.mapped[:, :]) and not any(self.used[:, :, :])

    @capability(by="guest")
    def map_io(self, guest: Guest, iova: Iova) -> Status:
        """Let the guest's device reach something at `iova`."""
        refuse(MAPPED_ALREADY, "something is there", when=self.mapped(guest, iova))
        entry = choose((e for e in Entry if self.is_free(e)), or_refuse=POOL_EMPTY)
        self.mapped[guest, iova] = True
        self.used[guest, iova, entry] = True
        return OK

    @capability(by="guest")
    def unmap_io(self, guest: Guest, iova: Iova) -> Status:
        """Give the entry back."""
        self.mapped[guest, iova] = False
        self.used[guest, iova, :] = False
        return OK

    @capability(by=Manager)
    def reset(self, guest: Guest) -> Status:
        """Take all its entries from a guest."""
        self.mapped[guest, :] = False
        self.used[guest, :, :] = False
        tell(guest, RESET)
        return OK

    @sees(Guest)
    def own_mappings(self, viewer: Guest, iova: Iova) -> None:
        see(self.mapped(viewer, iova))

    @example
    def bob_learns_that_alice_is_busy(self, alice: Guest, bob: Guest, here: Iova, there: Iova) -> None:
        """There is one entry: Bob is refused while Alice has it."""
        self.map_io(alice, here)
        assert refused(self.map_io(alice, here), MAPPED_ALREADY)
        assert refused(self.map_io(bob, there), POOL_EMPTY)
        self.unmap_io(alice, here)
        self.map_io(bob, there)
        self.reset(bob)


class SharedPool(Profile):
    """Refuted: an empty pool is news about others."""

    includes = [Pool]
    observers = [Guest]
    property = Isolation
    assumes = []
