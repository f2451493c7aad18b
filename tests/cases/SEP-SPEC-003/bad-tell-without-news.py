from septum.language import Concern, Manager, Map, Principal, Profile, Sort, Status, capability, core, tell
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    holder: Map[Page, Guest] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        tell(self.holder(page))
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
