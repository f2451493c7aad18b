"""A guest's answer is defined by what it sees, in a shape that nobody thinks of: by three of its entries at once."""

from septum.language import Concern, Principal, Profile, Relation, Sort, core, initially, invariant, see, sees, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


class Riddle(Concern):
    """A secret that the guest's three records amount to."""

    first: Relation[Guest] = core()
    second: Relation[Guest] = core()
    secret: Relation[Guest] = core()

    @initially
    def nothing_is_set(self, guest: Guest) -> bool:
        return not self.first(guest) and not self.second(guest) and not self.secret(guest)

    @step(by="guest")
    def set_first(self, guest: Guest, on: bool) -> None:
        """Set one record; the core keeps what both amount to."""
        self.first[guest] = on
        self.secret[guest] = on != self.second(guest)

    @step(by="guest")
    def ask(self, guest: Guest) -> bool:
        """Answer what both amount to."""
        return self.secret(guest)

    @sees(Guest)
    def own_first(self, viewer: Guest) -> None:
        see(self.first(viewer))

    @sees(Guest)
    def own_second(self, viewer: Guest) -> None:
        see(self.second(viewer))

    @invariant
    def the_secret_is_what_they_amount_to(self, guest: Guest) -> bool:
        return self.secret(guest) == (self.first(guest) != self.second(guest))


class UnguessedShape(Profile):
    """Proved by two runs: whoever knows both records knows the answer."""

    includes = [Riddle]
    observers = [Guest]
    property = Isolation
    assumes = []
