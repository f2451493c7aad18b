from septum.language import Concern, Manager, Map, Principal, Profile, Sort, Status, capability, choose, content, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Word(Sort):
    pass


OK = Status()
NO_FRAME = Status()


class Memory(Concern):
    backing: Map[Page, Frame] = core()
    contents: Map[Frame, Word] = content()

    @capability(by=Manager)
    def change(self, page: Page, word: Word) -> Status:
        frame = choose((f for f in Frame if self.contents(f) == word), or_refuse=NO_FRAME)
        self.backing[page] = frame
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
