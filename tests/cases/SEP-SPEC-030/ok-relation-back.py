from septum.language import Concern, Map, Principal, Profile, Relation, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Memory(Concern):
    backing: Map[Page, Frame] = core()

    page_in: Relation[Frame, Page] = core()

    @invariant
    def it_holds(self, page: Page, frame: Frame) -> bool:
        return self.backing(page) == frame


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
