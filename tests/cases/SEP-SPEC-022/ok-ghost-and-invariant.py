from septum.language import (
    Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, core, ghost, invariant,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    lent: Relation[Page] = core()
    noted: Relation[Page] = ghost()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        self.noted[page] = self.lent(page) or self.noted(page)
        return OK

    @invariant
    def it_holds(self, page: Page) -> bool:
        return not self.noted(page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
