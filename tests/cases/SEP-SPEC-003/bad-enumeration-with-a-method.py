from septum.language import Concern, Enumeration, Manager, Principal, Profile, Sort, Status, capability
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Access(Enumeration):
    READ = 1

    def is_read(self) -> bool:
        return True


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
