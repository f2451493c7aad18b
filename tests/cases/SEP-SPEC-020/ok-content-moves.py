from septum.language import Concern, Manager, Map, Principal, Profile, Sort, Status, capability, content
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


class Word(Sort):
    pass


OK = Status()


class Memory(Concern):
    contents: Map[Frame, Word] = content()

    @capability(by=Manager)
    def change(self, frame: Frame, other: Frame) -> Status:
        self.contents[frame] = self.contents(other)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
