from septum.language import Concern, Map, Principal, Profile, Relation, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()
    holder: Map[Page, Guest] = core()

    def holds(self, guest: Guest, page: Page) -> bool:
        return self.lent(page) and self.holder(page) == guest

    @invariant
    def it_holds(self, guest: Guest, page: Page) -> bool:
        return self.holds(page, guest)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
