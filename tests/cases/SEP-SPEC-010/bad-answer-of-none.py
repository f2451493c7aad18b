from septum.language import Concern, Principal, Profile, Relation, Sort, Status, core, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    lent: Relation[Page] = core()

    @step(by="guest")
    def act(self, guest: Guest, page: Page) -> None:
        self.lent[page] = True
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
