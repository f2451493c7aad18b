"""Two ways to begin a life, which look the same to whoever begins it."""

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
    core,
    initially,
    refuse,
    see,
    sees,
    tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


OK = Status()
ALIVE = Status()

CREATED = News()
CLONED = News()


class Lives(Concern):
    """A guest is created, or cloned."""

    alive: Relation[Guest] = core()
    cloned: Relation[Guest] = core()

    @initially
    def nobody_is_alive(self, guest: Guest) -> bool:
        return not self.alive(guest) and not self.cloned(guest)

    @capability(by=Manager, begins="guest")
    def create(self, guest: Guest) -> Status:
        """Begin a life."""
        refuse(ALIVE, "it is alive", when=self.alive(guest))
        self.alive[guest] = True
        tell(guest, CREATED)
        return OK

    @capability(by=Manager, begins="guest")
    def clone(self, guest: Guest) -> Status:
        """Begin a life in another way."""
        refuse(ALIVE, "it is alive", when=self.alive(guest))
        self.alive[guest] = True
        self.cloned[guest] = True
        tell(guest, CLONED)
        return OK

    @sees(Guest)
    def own_life(self, viewer: Guest) -> None:
        see(self.alive(viewer))


class TwoBirths(Profile):
    """Proved by both: both lives begin with the same view."""

    includes = [Lives]
    observers = [Guest]
    property = Isolation
    assumes = []
