from septum.language import Concern, Principal, Profile, Sort, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    @invariant
    def it_holds(self, page: Page) -> bool:
        return page < page


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
