from septum.language import Concern, Map, Principal, Profile, Sort, content, core, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Frame(Sort):
    pass


class Word(Sort):
    pass


class Memory(Concern):
    backing: Map[Page, Frame] = core()
    contents: Map[Frame, Word] = content()

    @step(by="guest")
    def act(self, guest: Guest, page: Page) -> Word:
        return self.contents(self.backing(page))


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
