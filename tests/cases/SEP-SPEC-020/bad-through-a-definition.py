from septum.language import (
    Concern, Manager, Map, Principal, Profile, Relation, Sort, Status, capability, content, core, refuse,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


class Word(Sort):
    pass


OK = Status()
NOT_LENT = Status()


class Memory(Concern):
    contents: Map[Frame, Word] = content()
    clean: Relation[Frame] = core()

    def is_zero(self, frame: Frame, word: Word) -> bool:
        return self.contents(frame) == word

    @capability(by=Manager)
    def change(self, frame: Frame, word: Word) -> Status:
        refuse(NOT_LENT, "no", unless=self.clean(frame) and self.is_zero(frame, word))
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
