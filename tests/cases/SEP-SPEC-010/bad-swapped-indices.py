from septum.language import Concern, Enumeration, Manager, Principal, Profile, Relation, Sort, Status, capability, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Gfn(Sort):
    pass


class Access(Enumeration):
    READ, WRITE = range(2)


OK = Status()


class Memory(Concern):
    stage2: Relation[Guest, Gfn, Page, Access] = core()

    @capability(by=Manager)
    def change(self, guest: Guest, gfn: Gfn, page: Page, rights: set[Access]) -> Status:
        self.stage2[guest, page, gfn, :] = rights
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
