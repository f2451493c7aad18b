from septum.language import (
    Concern, Manager, Map, News, Principal, Profile, Relation, Sort, Status, capability, core, joins, refuse, tell,
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


class Other(Concern):
    memory: Memory
    mapped: Relation[Page] = core()

    @joins(Memory.lend)
    def also(self, page: Page) -> None:
        self.mapped[page] = False


class Mine(Profile):
    includes = [Memory, Other]
    observers = [Guest]
    property = Isolation
    assumes = []
