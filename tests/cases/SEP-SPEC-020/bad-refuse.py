from septum.language import Concern, Manager, Map, Principal, Profile, Sort, Status, capability, content, refuse
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

    @capability(by=Manager)
    def change(self, frame: Frame, word: Word) -> Status:
        refuse(NOT_LENT, "no", unless=self.contents(frame) == word)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
