from septum.language import Concern, Manager, Map, Principal, Profile, Sort, capability, hardware
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Memory(Concern):
    frame_of: Map[Page, Frame] = hardware()

    @capability(by=Manager)
    def change(self, page: Page) -> Frame:
        return self.frame_of(page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
