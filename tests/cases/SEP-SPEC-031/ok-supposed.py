from septum.language import Concern, Map, Principal, Profile, Relation, Sort, core, implies, invariant
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
    clean: Relation[Frame] = core()

    @invariant
    def it_holds(self, frame: Frame) -> bool:
        return implies(any(self.lent(p) and self.backing(p) == frame for p in Page), self.clean(frame))


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
