from septum.language import Concern, Principal, Profile, Relation, Sort, core, example, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()

    @example
    def a_run(self, guest: Guest, page: Page) -> None:
        self.it_holds(page)

    @invariant
    def it_holds(self, page: Page) -> bool:
        return self.lent(page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
