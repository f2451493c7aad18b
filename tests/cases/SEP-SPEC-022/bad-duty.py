from septum.language import Assumption, Concern, Principal, Profile, Relation, Sort, core, duty, ghost, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Driver(Principal):
    pass


class DriverScrubs(Assumption):
    """The driver scrubs a frame before it leaves it."""


class Memory(Concern):
    lent: Relation[Page] = core()
    noted: Relation[Page] = ghost()

    @step(by=Driver)
    def act(self, page: Page) -> None:
        duty(DriverScrubs, self.noted(page))
        self.lent[page] = False


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = [DriverScrubs]
