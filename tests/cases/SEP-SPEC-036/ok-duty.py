from septum.language import Assumption, Concern, Manager, Principal, Profile, Relation, Sort, Status
from septum.language import capability, core, duty
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class DriverScrubs(Assumption):
    """The driver scrubs."""

    identifier = "driver.scrubs"


class Memory(Concern):
    lent: Relation[Page] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        duty(DriverScrubs, not self.lent(page))
        self.lent[page] = True
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = [DriverScrubs]
