from septum.language import Assumption, Concern, Principal, Profile, Relation, Sort, core, duty, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


class Driver(Principal):
    pass


class DriverScrubs(Assumption):
    """The driver scrubs a frame before it leaves it."""


class Memory(Concern):
    clean: Relation[Frame] = core()

    @step(by=Driver)
    def act(self, frame: Frame) -> None:
        duty(DriverScrub, self.clean(frame))


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = [DriverScrubs]
