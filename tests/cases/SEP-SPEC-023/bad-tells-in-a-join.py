from septum.language import (
    Concern, Hardware, News, Principal, Profile, Relation, Sort, core, hardware, joins, step, tell, when,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


MAPPED = News()


class Memory(Concern):
    lent: Relation[Page] = core()
    tlb: Relation[Guest, Page] = hardware()

    @step(by=Hardware)
    def act(self, guest: Guest, page: Page) -> None:
        when(self.tlb(guest, page))
        self.lent[page] = True


class Other(Concern):
    memory: Memory

    @joins(Memory.act)
    def also(self, guest: Guest, page: Page) -> None:
        tell(guest, MAPPED, page)


class Mine(Profile):
    includes = [Memory, Other]
    observers = [Guest]
    property = Isolation
    assumes = []
