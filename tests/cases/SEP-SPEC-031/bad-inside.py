from septum.language import Concern, Map, Principal, Profile, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Memory(Concern):
    backing: Map[Page, Frame] = core()

    @invariant
    def it_holds(self, page: Page) -> bool:
        return all(any(self.backing(p) == f for p in Page) for f in Frame)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
