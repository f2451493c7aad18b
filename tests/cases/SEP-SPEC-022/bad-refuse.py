from septum.language import Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, ghost, refuse
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
NOT_LENT = Status()


class Memory(Concern):
    noted: Relation[Page] = ghost()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        refuse(NOT_LENT, "no", when=self.noted(page))
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
