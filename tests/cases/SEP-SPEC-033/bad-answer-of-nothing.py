from septum.language import Concern, Principal, Profile, Relation, Sort, example, hardware, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    tlb: Relation[Guest, Page] = hardware()

    @step(by="guest")
    def act(self, guest: Guest, page: Page) -> None:
        self.tlb[guest, page] = True

    @example
    def a_run(self, guest: Guest, page: Page) -> None:
        assert self.act(guest, page) == page


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
