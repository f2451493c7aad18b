from septum.language import Concern, Enumeration, Principal, Profile, Sort, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Access(Enumeration):
    READ, WRITE = range(2)


class Memory(Concern):
    @invariant
    def it_holds(self, access: Access) -> bool:
        return access != Access.RAED


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
