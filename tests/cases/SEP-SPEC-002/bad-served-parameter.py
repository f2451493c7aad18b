from septum.language import Concern, Hardware, Principal, Profile, Relation, Sort, core, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()

    @step(by=Hardware, for_="host")
    def act(self, guest: Guest, page: Page) -> None:
        self.lent[page] = True


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
