from septum.language import Concern, Enumeration, Manager, Principal, Profile, Sort, Status, capability
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


OK = Status()


class Access(Enumeration):
    READ, WRITE, READ = range(3)


class Memory(Concern):
    @capability(by=Manager)
    def change(self, access: Access) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
