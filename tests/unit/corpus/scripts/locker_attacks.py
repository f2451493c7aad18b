"""Attack scripts on the lockers: good ones, and one for each way to be wrong."""

from lockers import NOT_YOURS, Guest, Locker, Lockers, Thing

from septum.language import Concern, example, refused


class LockerAttacks(Concern):
    """Alice at Bob's locker."""

    lockers: Lockers

    @example(without="put.NOT_YOURS", leak=True)
    def puts_into_anothers(self, alice: Guest, bob: Guest, his: Locker, nothing: Thing, thing: Thing) -> None:
        """Nobody asks whose it is."""
        self.lockers.assign(bob, his)
        self.lockers.next_turn(alice)
        self.lockers.put(alice, his, thing)

    @example(without=["assign.OWNED", "assign.SEALED"], leak=True)
    def gets_anothers(self, alice: Guest, bob: Guest, his: Locker) -> None:
        """Two checks stand behind each other."""
        self.lockers.assign(bob, his)
        self.lockers.assign(alice, his)

    @example(without="assign.ASSIGNED", leak=True)
    def is_not_told(self, alice: Guest, locker: Locker) -> None:
        """A locker appears unannounced."""
        self.lockers.assign(alice, locker)

    @example(leak=True)
    def names_nothing(self, alice: Guest, bob: Guest, his: Locker, nothing: Thing, thing: Thing) -> None:
        """What stops it is to be found."""
        self.lockers.assign(bob, his)
        self.lockers.next_turn(alice)
        self.lockers.put(alice, his, thing)

    @example(without="assign.SEALED", leak=True)
    def names_too_little(self, alice: Guest, bob: Guest, his: Locker) -> None:
        """Another check still stands there."""
        self.lockers.assign(bob, his)
        self.lockers.assign(alice, his)

    @example(without=["put.NOT_YOURS", "count.OPEN"], leak=True)
    def names_too_much(self, alice: Guest, bob: Guest, his: Locker, nothing: Thing, thing: Thing) -> None:
        """The second check has nothing to do with it."""
        self.lockers.assign(bob, his)
        self.lockers.next_turn(alice)
        self.lockers.put(alice, his, thing)

    @example(without="put.waits", leak=True)
    def puts_out_of_turn(self, alice: Guest, mine: Locker, nothing: Thing, thing: Thing) -> None:
        """It harms nobody."""
        self.lockers.assign(alice, mine)
        self.lockers.put(alice, mine, thing)

    @example(leak=True)
    def harms_nobody(self, alice: Guest, mine: Locker, his: Locker, nothing: Thing, thing: Thing) -> None:
        """All that it does is allowed."""
        self.lockers.assign(alice, mine)
        self.lockers.next_turn(alice)
        assert refused(self.lockers.put(alice, his, thing), NOT_YOURS)
        self.lockers.put(alice, mine, thing)

    @example(without="put.NOT_YOURS", leak=True)
    def says_what_is_not_so(self, alice: Guest, bob: Guest, his: Locker, thing: Thing) -> None:
        """The last line is false."""
        self.lockers.assign(bob, his)
        assert self.lockers.owns(alice, his)
