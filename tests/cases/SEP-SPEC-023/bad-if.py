from septum.language import Concern, Hardware, News, Principal, Profile, Relation, Sort, core, hardware, step, tell
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
        if self.tlb(guest, page):
            self.lent[page] = True
        tell(guest, MAPPED, page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
