from septum.language import Concern, Manager, Principal, Profile, Sort, Status, capability
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    @capability(by=Manager)
    def change(self, pages: set[Page]) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
