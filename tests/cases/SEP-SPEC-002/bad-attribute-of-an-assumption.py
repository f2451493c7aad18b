from septum.language import Assumption, Concern, Manager, Principal, Profile, Sort, Status, capability
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class DriverScrubs(Assumption):
    """The driver scrubs."""

    sources = "its manual"
    kind = "contrcat"


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = [DriverScrubs]
