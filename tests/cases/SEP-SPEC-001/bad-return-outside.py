from septum.language import Concern, Principal, Profile, Sort, Status
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


OK = Status()


return OK


class Memory(Concern):
    pass


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
