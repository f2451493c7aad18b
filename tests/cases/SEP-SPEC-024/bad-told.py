from septum.language import (
    Concern, Manager, Map, News, Principal, Profile, Relation, Sort, Status, capability, core, tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
TAKEN = News()


class Memory(Concern):
    lent: Relation[Page] = core()
    holder: Map[Page, Guest] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        self.lent[page] = False
        tell(self.holder(page), TAKEN, self.lent(page))
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
