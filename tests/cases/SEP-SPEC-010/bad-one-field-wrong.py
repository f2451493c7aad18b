from septum.language import Concern, Map, Principal, Profile, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    held: Map[Guest, Page] = core()

    @invariant
    def it_holds(self, guest: Guest, page: Page) -> bool:
        return self.held(page) == guest


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
