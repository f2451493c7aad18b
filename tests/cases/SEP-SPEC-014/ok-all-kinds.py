from septum.language import (
    Concern, Hardware, Manager, Principal, Profile, Relation, Sort, Status, capability, hardware, step,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    tlb: Relation[Guest, Page] = hardware()

    @capability(by=Manager, begins="guest")
    def change(self, guest: Guest) -> Status:
        return OK

    @step(by=Hardware, for_="guest")
    def act(self, guest: Guest, page: Page) -> None:
        self.tlb[guest, page] = True


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
