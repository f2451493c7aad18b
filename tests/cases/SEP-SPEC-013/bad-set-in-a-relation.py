from septum.language import Concern, Enumeration, Manager, Principal, Profile, Relation, Sort, Status, capability, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Access(Enumeration):
    READ, WRITE = range(2)


OK = Status()


class Memory(Concern):
    may: Relation[Page, set[Access]] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
