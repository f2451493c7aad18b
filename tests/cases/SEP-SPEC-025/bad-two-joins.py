from septum.language import Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, core, joins
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Other(Concern):
    memory: Memory
    mapped: Relation[Page] = core()

    @joins(Memory.change)
    def also(self, page: Page) -> None:
        self.mapped[page] = False

    @joins(Memory.change)
    def and_again(self, page: Page) -> None:
        self.mapped[page] = True


class Mine(Profile):
    includes = [Memory, Other]
    observers = [Guest]
    property = Isolation
    assumes = []
