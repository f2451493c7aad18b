from septum.language import Concern, Principal, Profile, Sort, Status, capability
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


OK = Status()


class Memory(Concern):
    @capability(by=Guest)
    def change(self, guest: Guest) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
