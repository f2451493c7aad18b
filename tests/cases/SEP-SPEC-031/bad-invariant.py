from septum.language import Concern, Map, Principal, Profile, Relation, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()
    backing: Map[Page, Frame] = core()

    @invariant
    def it_holds(self, frame: Frame) -> bool:
        return any(self.lent(p) and self.backing(p) == frame for p in Page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
