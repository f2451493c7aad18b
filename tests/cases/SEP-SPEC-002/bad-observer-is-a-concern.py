from septum.language import Concern, Manager, Profile, Sort, Status, capability
from septum.models.isolation import Isolation


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Memory]
    property = Isolation
    assumes = []
