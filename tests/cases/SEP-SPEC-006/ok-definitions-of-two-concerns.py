from septum.language import Concern, Principal, Profile, Relation, Sort, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()

    def is_fine(self, page: Page) -> bool:
        return self.lent(page)


class Other(Concern):
    memory: Memory

    def is_fine(self, page: Page) -> bool:
        return self.memory.is_fine(page)


class Mine(Profile):
    includes = [Memory, Other]
    observers = [Guest]
    property = Isolation
    assumes = []
