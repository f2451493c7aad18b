from septum.language import Concern, Principal, Profile, Relation, Sort, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()

    def lent(self, page: Page) -> bool:
        return True


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
