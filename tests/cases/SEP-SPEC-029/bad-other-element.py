from septum.language import Concern, Manager, Map, Principal, Profile, Sort, Status, capability, choose, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


OK = Status()


class Memory(Concern):
    backing: Map[Page, Frame] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        frame = choose(self.backing(p) for p in Page)
        self.backing[page] = frame
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
