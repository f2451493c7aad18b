from septum.language import Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, core, hardware
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    lent: Relation[Page] = core()
    tlb: Relation[Guest, Page] = hardware()

    @capability(by=Manager)
    def change(self, guest: Guest, page: Page) -> Status:
        self.lent[page] = self.tlb(guest, page)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
