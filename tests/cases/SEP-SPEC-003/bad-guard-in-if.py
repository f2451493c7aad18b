from septum.language import Concern, Manager, Map, Principal, Profile, Relation, Sort, Status, capability, core, refuse
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


OK = Status()
NOT_LENT = Status()


class Memory(Concern):
    lent: Relation[Page] = core()
    backing: Map[Page, Frame] = core()
    clean: Relation[Frame] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        if self.lent(page):
            refuse(NOT_LENT, "no", when=self.clean(self.backing(page)))
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
