from septum.language import Concern, Enumeration, Principal, Profile, Relation, Sort, core, see, sees
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Gfn(Sort):
    pass


class Access(Enumeration):
    READ, WRITE = range(2)


class Memory(Concern):
    stage2: Relation[Guest, Gfn, Page, Access] = core()

    @sees(Guest)
    def seen(self, viewer: Guest, gfn: Gfn, page: Page) -> None:
        see(any(self.stage2(viewer, gfn, page, access) for access in Access))


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
