from septum.language import Concern, Principal, Profile, Relation, Sort, hardware, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    tlb: Relation[Guest, Page] = hardware()

    @invariant
    def it_holds(self, page: Page) -> bool:
        return any(self.tlb[:, page])

    @invariant
    def it_holds_too(self, guest: Guest) -> bool:
        return any(self.tlb[guest, :])


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
