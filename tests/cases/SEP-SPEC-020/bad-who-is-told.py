from septum.language import Concern, Manager, Map, News, Principal, Profile, Sort, Status, capability, content, tell
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


class Word(Sort):
    pass


OK = Status()
LENT = News()


class Memory(Concern):
    contents: Map[Frame, Word] = content()

    @capability(by=Manager)
    def change(self, guest: Guest, frame: Frame, word: Word) -> Status:
        tell(guest, LENT, frame, where=self.contents(frame) == word)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
