from septum.language import Concern, Manager, Map, News, Principal, Profile, Sort, Status, capability, core, tell
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
TAKEN = News()


class Memory(Concern):
    holder: Map[Page, Guest] = core()

    @capability(by=Manager)
    def change(self, page: Page, other: Page) -> Status:
        tell(self.holder(page), TAKEN, page)
        tell(self.holder(other), TAKEN, other)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
