from septum.language import Concern, Manager, Map, Principal, Profile, Relation, Sort, Status, capability, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


OK = Status()


class Memory(Concern):
    lent: Relation[Page] = core()
    backing: Map[Page, Frame] = core()
    clean: Relation[Frame] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        self.lent[page] = False
        if self.lent(page):
            self.clean[self.backing(page)] = True
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
