from septum.language import (
    Concern, Enumeration, Manager, Principal, Profile, Relation, Sort, Status, capability, core, example, initially,
    see, sees, tell, News,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Access(Enumeration):
    READ, WRITE = range(2)


OK = Status()
CHANGED = News()


class Rights(Concern):
    rights: Relation[Guest, Access] = core()

    @initially
    def nobody_may(self) -> bool:
        return not any(self.rights[:, :])

    @capability(by=Manager)
    def allow(self, guest: Guest, rights: set[Access]) -> Status:
        self.rights[guest, :] = rights
        tell(guest, CHANGED, rights)
        return OK

    @sees(Guest)
    def own_rights(self, viewer: Guest, access: Access) -> None:
        see(self.rights(viewer, access))

    @example
    def given_and_withdrawn(self, guest: Guest) -> None:
        self.allow(guest, {Access.READ, Access.WRITE})
        self.allow(guest, set())
        assert not any(self.rights[guest, :])


class Mine(Profile):
    includes = [Rights]
    observers = [Guest]
    property = Isolation
    assumes = []
