from septum.language import Concern, Manager, Map, Principal, Profile, Relation, Sort, Status, capability, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    lent: Relation[Page] = core()
    holder: Map[Page, Guest] = core()

    @capability(by=Manager)
    def change(self, guest: Guest) -> Status:
        for p in Page:
            if self.holder(p) == guest:
                self.lent[p] = False
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
