from septum.language import Concern, Principal, Profile, Relation, Sort, ghost, hardware, step, when
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    tlb: Relation[Guest, Page] = hardware()
    noted: Relation[Page] = ghost()

    @step(by="guest")
    def act(self, guest: Guest, page: Page) -> None:
        when(self.noted(page))
        self.tlb[guest, page] = True


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
