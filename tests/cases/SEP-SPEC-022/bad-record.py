from septum.language import Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, core, ghost
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
        self.lent[page] = self.noted(page)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
