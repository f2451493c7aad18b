from septum.language import Concern, Manager, News, Principal, Profile, Relation, Sort, Status, capability, core, tell
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
TAKEN = News()


class Memory(Concern):
    lent: Relation[Page] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        tell((p for p in Page if self.lent(p)), TAKEN, page)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
