from septum.language import (
    Concern, Manager, Map, Principal, Profile, Relation, Sort, Status, capability, core, hardware,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


OK = Status()


class Memory(Concern):
    clean: Relation[Frame] = core()

    frame_of: Map[Page, Frame] = hardware()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        self.clean[self.frame_of(page)] = False
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
