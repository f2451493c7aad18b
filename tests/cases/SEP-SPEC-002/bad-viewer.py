from septum.language import Concern, Principal, Profile, Relation, Sort, core, see, sees
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()

    @sees(Gest)
    def seen(self, viewer: Guest, page: Page) -> None:
        see(self.lent(page))


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
