from septum.language import Concern, Manager, Map, Principal, Profile, Sort, Status, capability, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Instance(Sort):
    pass


OK = Status()


class Memory(Concern):
    holder: Map[Page, Guest] = core()
    backing: Map[Page, Frame] = core()
    home: Map[Guest, Instance] = core()
    first: Map[Instance, Page] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
