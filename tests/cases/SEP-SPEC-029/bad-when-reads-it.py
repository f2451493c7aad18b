from septum.language import (
    Concern, Manager, Map, Principal, Profile, Relation, Sort, Status, capability, choose, core, when,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


OK = Status()
NO_FRAME = Status()


class Memory(Concern):
    backing: Map[Page, Frame] = core()
    clean: Relation[Frame] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        frame = choose((f for f in Frame if self.clean(f)), or_refuse=NO_FRAME)
        when(self.backing(page) != frame)
        self.backing[page] = frame
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
