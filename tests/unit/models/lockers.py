"""A model in which one guard is needed, two stand behind each other, one is functional, and one only delays."""

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
    always,
    capability,
    content,
    core,
    example,
    implies,
    initially,
    invariant,
    refuse,
    see,
    sees,
    step,
    tell,
    waits,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """Somebody with lockers."""


class Locker(Sort):
    """What one guest has, for ever."""


class Thing(Sort):
    """What lies in a locker."""


OK = Status()
OWNED = Status()
SEALED = Status()
NOT_YOURS = Status()
OPEN = Status()

ASSIGNED = News()


class Lockers(Concern):
    """A locker is assigned once; two records say that it was."""

    owned: Relation[Locker] = core()
    sealed: Relation[Locker] = core()
    owner: Map[Locker, Guest] = core()
    counted: Relation[Locker] = core()
    turn: Relation[Guest] = core()
    inside: Map[Locker, Thing] = content()

    def owns(self, guest: Guest, locker: Locker) -> bool:
        return self.owned(locker) and self.owner(locker) == guest

    @initially
    def all_are_free(self) -> bool:
        return not any(self.owned[:]) and not any(self.sealed[:]) and not any(self.counted[:]) and not any(self.turn[:])

    @capability(by=Manager)
    def assign(self, guest: Guest, locker: Locker) -> Status:
        """Give a locker away, with what lies in it."""
        refuse(OWNED, "it has an owner", when=self.owned(locker))
        refuse(SEALED, "it was given before", when=self.sealed(locker))
        self.owned[locker] = True
        self.sealed[locker] = True
        self.owner[locker] = guest
        tell(guest, ASSIGNED, locker, self.inside(locker))
        return OK

    @capability(by=Manager)
    def count(self, locker: Locker) -> Status:
        """Count the locker, once."""
        refuse(OPEN, "nobody has it", unless=self.owned(locker))
        self.counted[locker] = True
        return OK

    @capability(by=Manager)
    def next_turn(self, guest: Guest) -> Status:
        """It is this guest's turn."""
        self.turn[:] = False
        self.turn[guest] = True
        return OK

    @step(by="guest")
    def put(self, guest: Guest, locker: Locker, thing: Thing) -> None:
        """Put something in."""
        waits(self.turn(guest))
        refuse(NOT_YOURS, "it is another's", unless=self.owns(guest, locker))
        self.inside[locker] = thing

    @sees(Guest)
    def own_lockers(self, viewer: Guest, locker: Locker) -> None:
        see(self.owned(locker), where=self.owns(viewer, locker))

    @sees(Guest)
    def inside_own_lockers(self, viewer: Guest, locker: Locker) -> None:
        see(self.inside(locker), where=self.owns(viewer, locker))

    @invariant
    def owned_lockers_are_sealed(self, locker: Locker) -> bool:
        return implies(self.owned(locker), self.sealed(locker))

    @invariant
    def counted_lockers_are_owned(self, locker: Locker) -> bool:
        return implies(self.counted(locker), self.owned(locker))

    @always
    def sealed_lockers_have_an_owner(self, locker: Locker) -> bool:
        """Nothing is sealed that nobody has."""
        return implies(self.sealed(locker), self.owned(locker))

    @example
    def a_locker_is_used(self, alice: Guest, bob: Guest, mine: Locker, thine: Locker, thing: Thing) -> None:
        """Assigned, counted, filled."""
        self.assign(alice, mine)
        self.assign(bob, thine)
        self.count(mine)
        self.next_turn(alice)
        self.put(alice, mine, thing)
        assert self.inside(mine) == thing


class Hall(Profile):
    """Lockers in a hall."""

    includes = [Lockers]
    observers = [Guest]
    property = Isolation
    assumes = []
