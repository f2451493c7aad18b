from septum.language import Concern, Principal, Profile, Sort, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    pass


class Translation(Concern):
    memory: Memory

    @invariant
    def it_holds(self, page: Page) -> bool:
        return self.memory.is_lent(page)


class Mine(Profile):
    includes = [Memory, Translation]
    observers = [Guest]
    property = Isolation
    assumes = []
