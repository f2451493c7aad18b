from septum.language import (
    Concern, Manager, Map, Principal, Profile, Relation, Sort, Status, capability, content, core,
)
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
    clean: Relation[Frame] = core()

    @capability(by=Manager)
    def change(self, frame: Frame, word: Word) -> Status:
        if self.contents(frame) == word:
            self.clean[frame] = True
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
