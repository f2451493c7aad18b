from septum.language import Concern, Enumeration, Manager, Principal, Profile, Sort, Status, capability, refuse
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Access(Enumeration):
    READ, WRITE = range(2)


OK = Status()
NOT_LENT = Status()


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page, rights: set[Access]) -> Status:
        refuse(NOT_LENT, "no", unless=page in rights)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
