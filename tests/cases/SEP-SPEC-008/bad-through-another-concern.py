from septum.language import Concern, Principal, Profile, Sort
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    other: Other

    def is_fine(self, page: Page) -> bool:
        return self.other.is_good(page)


class Other(Concern):
    memory: Memory

    def is_good(self, page: Page) -> bool:
        return self.memory.is_fine(page)


class Mine(Profile):
    includes = [Memory, Other]
    observers = [Guest]
    property = Isolation
    assumes = []
