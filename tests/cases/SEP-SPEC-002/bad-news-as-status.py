from septum.language import (
    Concern, Manager, News, Principal, Profile, Relation, Sort, Status, capability, core, refuse,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


LENT = News()


class Memory(Concern):
    lent: Relation[Page] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        refuse(LENT, "it is not lent", unless=self.lent(page))
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
