from septum.language import Concern, Enumeration, Principal, Profile, Relation, Sort, core, invariant
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

    @invariant
    def it_holds(self, page: Page) -> bool:
        return any(self.stage2[:, page])


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
