from septum.language import Concern, Map, Principal, Profile, Relation, Sort, content, core, step, when
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


class Word(Sort):
    pass


class Memory(Concern):
    contents: Map[Frame, Word] = content()
    clean: Relation[Frame] = core()

    @step(by="guest")
    def act(self, guest: Guest, frame: Frame, word: Word) -> None:
        when(self.contents(frame) == word)
        self.clean[frame] = False


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
