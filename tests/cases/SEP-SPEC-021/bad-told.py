from septum.language import (
    Concern, Manager, News, Principal, Profile, Relation, Sort, Status, capability, hardware, tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
MAPPED = News()


class Memory(Concern):
    tlb: Relation[Guest, Page] = hardware()

    @capability(by=Manager)
    def change(self, guest: Guest, page: Page) -> Status:
        tell(guest, MAPPED, self.tlb(guest, page))
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
