from septum.language import Concern, Manager, News, Principal, Profile, Sort, Status, capability, tell
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
LENT = News()


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        tell(page, LENT, page)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
