from septum.language import Concern, Manager, Principal, Profile, Sort, Status, capability, refuse
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
NOT_LENT = Status()


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        refuse(NOT_LENT, "no", unless=NOT_LENT)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
