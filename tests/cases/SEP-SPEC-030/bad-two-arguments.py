from septum.language import Concern, Manager, Map, Principal, Profile, Sort, Status, capability, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Gfn(Sort):
    pass


OK = Status()


class Memory(Concern):
    page_at: Map[Guest, Gfn, Page] = core()
    place: Map[Page, Gfn] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
