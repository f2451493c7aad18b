from septum.language import Assumption, Concern, Map, Principal, Profile, Relation, Sort, content, core, duty, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


class Word(Sort):
    pass


class Driver(Principal):
    pass


class DriverScrubs(Assumption):
    """The driver scrubs a frame before it leaves it."""


class Memory(Concern):
    contents: Map[Frame, Word] = content()
    clean: Relation[Frame] = core()

    @step(by=Driver)
    def act(self, frame: Frame, word: Word) -> None:
        duty(DriverScrubs, self.contents(frame) == word)
        self.clean[frame] = True


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = [DriverScrubs]
