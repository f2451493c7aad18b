"""A model with two kinds of observers, births, a choice, sets, a turn, a duty and a claim."""

from septum.language import (
    Assumption,
    Concern,
    Enumeration,
    Hardware,
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
    choose,
    constant,
    content,
    core,
    duty,
    example,
    implies,
    initially,
    refuse,
    see,
    sees,
    step,
    tell,
    waits,
    when,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """Somebody who stays for some time."""


class Porter(Principal):
    """Who picks rooms and cleans them."""


class Room(Sort):
    """Where one guest at a time stays."""


class Thing(Sort):
    """What is in a room."""


class Access(Enumeration):
    """What may be done with what is in a room."""

    LOOK, PUT = range(2)


class CleanersLookAway(Assumption):
    """Who cleans a room leaves what is in it."""

    identifier = "cleaners.look-away"
    kind = "contract"
    source = "the contract"


class PipesHold(Assumption):
    """No water runs from one room into another."""

    identifier = "pipes.hold"
    kind = "hardware"
    source = "the plumber"
    check = "look at the ceiling"


OK = Status()
PRESENT = Status()
ABSENT = Status()
HAS_ROOMS = Status()
FULL = Status()
FREE = Status()
FORBIDDEN = Status()

GIVEN = News()
LEFT = News()
MOVED = News()


class Rooms(Concern):
    """Guests come, have rooms, and go."""

    EMPTY: Thing = constant()
    here: Relation[Guest] = core()
    taken: Relation[Room] = core()
    holder: Map[Room, Guest] = core()
    served: Relation[Guest] = core()
    allowed: Relation[Room, Access] = core()
    inside: Map[Room, Thing] = content()

    def has(self, guest: Guest, room: Room) -> bool:
        return self.taken(room) and self.holder(room) == guest

    @initially
    def nobody_is_there(self) -> bool:
        return not any(self.here[:]) and not any(self.taken[:]) and not any(self.served[:])

    @capability(by=Manager, begins="guest")
    def arrive(self, guest: Guest) -> Status:
        """A guest comes, without a room."""
        refuse(PRESENT, "it is there", when=self.here(guest))
        self.here[guest] = True
        return OK

    @capability(by=Manager)
    def leave(self, guest: Guest) -> Status:
        """A guest without rooms goes."""
        refuse(ABSENT, "it is not there", unless=self.here(guest))
        refuse(HAS_ROOMS, "a room is in use", when=any(self.has(guest, room) for room in Room))
        self.here[guest] = False
        return OK

    @capability(by=Porter)
    def lend(self, guest: Guest, rights: set[Access]) -> Status:
        """A guest gets some room that is free, and empty."""
        refuse(ABSENT, "it is not there", unless=self.here(guest))
        room = choose((r for r in Room if not self.taken(r)), or_refuse=FULL)
        self.taken[room] = True
        self.holder[room] = guest
        self.allowed[room, :] = rights
        self.inside[room] = self.EMPTY
        tell(guest, GIVEN, room, rights)
        tell(Manager, MOVED, room, guest, rights)
        return OK

    @capability(by=Manager)
    def move(self, room: Room, guest: Guest, rights: set[Access]) -> Status:
        """A room goes from one guest to another."""
        refuse(FREE, "nobody has it", unless=self.taken(room))
        refuse(ABSENT, "it is not there", unless=self.here(guest))
        tell(self.holder(room), LEFT, room)
        tell(guest, GIVEN, room, rights)
        self.holder[room] = guest
        self.allowed[room, :] = rights
        self.inside[room] = self.EMPTY
        return OK

    @capability(by=Manager)
    def give_up(self, room: Room) -> Status:
        """Nobody has the room any more."""
        refuse(FREE, "nobody has it", unless=self.taken(room))
        tell(self.holder(room), LEFT, room)
        self.taken[room] = False
        return OK

    @capability(by=Porter)
    def serve(self, guest: Guest) -> Status:
        """It is this guest's turn to be let in."""
        self.served[:] = False
        self.served[guest] = True
        return OK

    @step(by="guest")
    def put(self, guest: Guest, room: Room, thing: Thing) -> None:
        """Put something into one's room."""
        when(self.has(guest, room))
        refuse(FORBIDDEN, "only looking is allowed", unless=self.allowed(room, Access.PUT))
        self.inside[room] = thing

    @step(by="guest")
    def look(self, guest: Guest, room: Room) -> Thing:
        """What is in one's room."""
        waits(self.served(guest))
        refuse(FORBIDDEN, "it is another's", unless=self.has(guest, room) and self.allowed(room, Access.LOOK))
        return self.inside(room)

    @step(by=Porter)
    def clean(self, room: Room, thing: Thing) -> None:
        """Put everything in its place."""
        duty(CleanersLookAway, self.inside(room) == thing)
        self.inside[room] = thing

    @step(by=Hardware, unless=PipesHold)
    def flood(self, room: Room, other: Room) -> None:
        """What is in one room comes to be in another."""
        self.inside[other] = self.inside(room)

    @sees(Guest)
    def own_rooms(self, viewer: Guest, room: Room) -> None:
        see(self.inside(room), where=self.has(viewer, room))

    @sees(Guest)
    def own_rights(self, viewer: Guest, room: Room, access: Access) -> None:
        see(self.allowed(room, access), where=self.has(viewer, room))

    @sees(Manager)
    def who_is_here(self, guest: Guest) -> None:
        see(self.here(guest))

    @sees(Manager)
    def whose_rooms(self, room: Room) -> None:
        see(self.holder(room), where=self.taken(room))

    @always
    def who_has_a_room_is_here(self, room: Room) -> bool:
        """Nobody has a room who is not there."""
        return implies(self.taken(room), self.here(self.holder(room)))

    @example
    def one_after_another(self, alice: Guest, bob: Guest, one: Room, other: Room, thing: Thing, empty: Thing) -> None:
        """Alice uses a room, and Bob after her."""
        assert self.EMPTY == empty
        self.arrive(alice)
        self.arrive(bob)
        self.lend(alice, {Access.LOOK, Access.PUT})
        self.put(alice, one, thing)
        self.serve(alice)
        self.clean(one, thing)
        assert self.look(alice, one) == thing
        self.move(one, bob, {Access.LOOK})
        self.serve(bob)
        assert self.look(bob, one) == empty
        self.give_up(one)
        self.leave(bob)


class Hotel(Profile):
    """Rooms in a hotel."""

    includes = [Rooms]
    observers = [Guest, Manager]
    property = Isolation
    assumes = [CleanersLookAway, PipesHold]
