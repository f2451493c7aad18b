from septum.language import Concern, Map, Principal, Profile, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    holder: Map[Page, Guest] = core()

    def owner(self, page: Page) -> Page:
        return self.holder(page)

    @invariant
    def it_holds(self, page: Page) -> bool:
        return self.owner(page) == page


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
