from septum.language import Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, hardware, refuse
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
NOT_LENT = Status()


class Memory(Concern):
    tlb: Relation[Guest, Page] = hardware()

    def is_cached(self, page: Page) -> bool:
        return any(self.tlb[:, page])


class Other(Concern):
    memory: Memory

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        refuse(NOT_LENT, "no", when=self.memory.is_cached(page))
        return OK


class Mine(Profile):
    includes = [Memory, Other]
    observers = [Guest]
    property = Isolation
    assumes = []
