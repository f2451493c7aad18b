from septum.language import Concern, Profile, invariant
from septum.models.isolation import Isolation


from septum.models.guests import Guest, Guests


class Memory(Concern):
    guests: Guests

    @invariant
    def it_holds(self, guest: Guest) -> bool:
        return self.guests.is_alive(guest)


class Mine(Profile):
    includes = [Guests, Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
