from septum.language import Concern, Hardware, News, Principal, Profile, Relation, Sort, hardware, step, tell, waits
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


MAPPED = News()


class Memory(Concern):
    tlb: Relation[Guest, Page] = hardware()

    @step(by=Hardware)
    def act(self, guest: Guest, page: Page) -> None:
        waits(self.tlb(guest, page))
        tell(guest, MAPPED, page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
