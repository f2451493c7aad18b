from septum.language import Concern, Map, Principal, Profile, Relation, Sort, content, core, see, sees
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
    lent: Relation[Page] = core()
    holder: Map[Page, Guest] = core()
    backing: Map[Page, Frame] = core()
    contents: Map[Frame, Word] = content()

    @sees(Guest)
    def seen(self, viewer: Guest, page: Page) -> None:
        see(self.contents(self.backing(page)), where=self.lent(page) and self.holder(page) == viewer)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
