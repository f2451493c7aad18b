from septum.language import (
    Concern, Hardware, News, Principal, Profile, Relation, Sort, choose, core, hardware, step, tell,
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
        other = choose(p for p in Page if self.tlb(guest, p))
        self.lent[other] = True
        tell(guest, MAPPED, page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
