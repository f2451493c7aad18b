from septum.language import Concern, Principal, Profile, Sort, see, sees
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Memory(Concern):
    @sees(Guest)
    def seen(self) -> None:
        see(True)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
