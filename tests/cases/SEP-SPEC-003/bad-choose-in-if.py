from septum.language import Concern, Manager, Map, Principal, Profile, Relation, Sort, Status, capability, choose, core
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
        if self.lent(page):
            frame = choose(f for f in Frame if self.clean(f))
            self.backing[page] = frame
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
