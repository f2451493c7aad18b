"""A guest that is refused because of another. Nothing but `o_status` notices."""

from septum.language import (
    Concern,
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
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


OK = Status()
TAKEN = Status()


class Bench(Concern):
    """There is one place, for all."""

    sits: Relation[Guest] = core()

    @initially
    def it_is_free(self) -> bool:
        return not any(self.sits[:])

    @capability(by="guest")
    def sit_down(self, guest: Guest) -> Status:
        """Take the place, if it is free."""
        refuse(TAKEN, "somebody sits there", when=any(self.sits[:]))
        self.sits[guest] = True
        return OK

    @capability(by="guest")
    def get_up(self, guest: Guest) -> Status:
        """Leave it."""
        self.sits[guest] = False
        return OK

    @sees(Guest)
    def own_place(self, viewer: Guest) -> None:
        see(self.sits(viewer))


class SharedPlace(Profile):
    """Success and failure tell a guest what others do."""

    includes = [Bench]
    observers = [Guest]
    property = Isolation
    assumes = []
