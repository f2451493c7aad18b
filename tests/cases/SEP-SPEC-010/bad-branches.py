from septum.language import Concern, Principal, Profile, Relation, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()

    @invariant
    def it_holds(self, page: Page, frame: Frame) -> bool:
        return (page if self.lent(page) else frame) == page


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
