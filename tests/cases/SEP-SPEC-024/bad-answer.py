from septum.language import Concern, Manager, Map, Principal, Profile, Sort, capability, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Memory(Concern):
    backing: Map[Page, Frame] = core()

    @capability(by=Manager)
    def change(self, page: Page, frame: Frame) -> Frame:
        self.backing[page] = frame
        return self.backing(page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
