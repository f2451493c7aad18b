from septum.language import Concern, Principal, Profile, Sort, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    def is_fine(self, page: Page) -> bool:
        return self.is_good(page)

    def is_good(self, page: Page) -> bool:
        return not self.is_fine(page)

    @invariant
    def it_holds(self, page: Page) -> bool:
        return self.is_good(page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
