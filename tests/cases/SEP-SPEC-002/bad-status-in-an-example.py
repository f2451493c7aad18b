from septum.language import (
    Concern, Manager, Map, News, Principal, Profile, Relation, Sort, Status, capability, core, example, refuse,
    refused, tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
LENT_ALREADY = Status()
LENT = News()


class Memory(Concern):
    lent: Relation[Page] = core()
    holder: Map[Page, Guest] = core()

    @capability(by=Manager)
    def lend(self, guest: Guest, page: Page) -> Status:
        """Lend a page."""
        refuse(LENT_ALREADY, "it is lent", when=self.lent(page))
        self.lent[page] = True
        self.holder[page] = guest
        tell(guest, LENT, page)
        return OK

    @example
    def a_run(self, guest: Guest, page: Page) -> None:
        assert refused(self.lend(guest, page), LENT_ALREDY)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
