from septum.language import Concern, Map, Principal, Profile, Relation, Sort, core, hardware, step, when
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()
    holder: Map[Page, Guest] = core()
    tlb: Relation[Guest, Page] = hardware()

    @step(by="guest")
    def act(self, guest: Guest, page: Page) -> None:
        when(self.lent(page))
        when(self.holder(page) == guest)
        self.tlb[guest, page] = True


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
