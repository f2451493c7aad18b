from septum.language import Concern, Principal, Profile, Relation, Sort, ghost, see, sees
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    noted: Relation[Page] = ghost()

    @sees(Guest)
    def seen(self, viewer: Guest, page: Page) -> None:
        see(self.noted(page))


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
