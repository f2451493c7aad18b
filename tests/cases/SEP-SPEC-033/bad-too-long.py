from septum.language import (
    Concern, Manager, Map, News, Principal, Profile, Relation, Sort, Status, capability, core, example, refuse,
    tell,
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

    def twice_0(self, guest: Guest, page: Page) -> None:
        self.twice_1(guest, page)
        self.twice_1(guest, page)

    def twice_1(self, guest: Guest, page: Page) -> None:
        self.twice_2(guest, page)
        self.twice_2(guest, page)

    def twice_2(self, guest: Guest, page: Page) -> None:
        self.twice_3(guest, page)
        self.twice_3(guest, page)

    def twice_3(self, guest: Guest, page: Page) -> None:
        self.twice_4(guest, page)
        self.twice_4(guest, page)

    def twice_4(self, guest: Guest, page: Page) -> None:
        self.twice_5(guest, page)
        self.twice_5(guest, page)

    def twice_5(self, guest: Guest, page: Page) -> None:
        self.twice_6(guest, page)
        self.twice_6(guest, page)

    def twice_6(self, guest: Guest, page: Page) -> None:
        self.twice_7(guest, page)
        self.twice_7(guest, page)

    def twice_7(self, guest: Guest, page: Page) -> None:
        self.twice_8(guest, page)
        self.twice_8(guest, page)

    def twice_8(self, guest: Guest, page: Page) -> None:
        self.twice_9(guest, page)
        self.twice_9(guest, page)

    def twice_9(self, guest: Guest, page: Page) -> None:
        self.twice_10(guest, page)
        self.twice_10(guest, page)

    def twice_10(self, guest: Guest, page: Page) -> None:
        self.twice_11(guest, page)
        self.twice_11(guest, page)

    def twice_11(self, guest: Guest, page: Page) -> None:
        self.twice_12(guest, page)
        self.twice_12(guest, page)

    def twice_12(self, guest: Guest, page: Page) -> None:
        self.lend(guest, page)
        self.lend(guest, page)

    @example
    def a_run(self, guest: Guest, page: Page) -> None:
        self.twice_0(guest, page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
