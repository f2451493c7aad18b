from septum.language import Concern, Map, Principal, Profile, Relation, Sort, core, see, sees
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

    def is_lent(self, frame: Frame) -> bool:
        return any(self.lent(p) and self.backing(p) == frame for p in Page)

    @sees(Guest)
    def seen(self, viewer: Guest, frame: Frame) -> None:
        see(self.is_lent(frame))


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
