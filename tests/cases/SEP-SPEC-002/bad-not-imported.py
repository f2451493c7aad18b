from septum.language import Concern, Manager, Profile, Status, capability, refuse
from septum.models.isolation import Isolation


from septum.models.guests import Guest, Guests


class Memory(Concern):
    guests: Guests

    @capability(by=Manager)
    def change(self, guest: Guest) -> Status:
        refuse(BURNT_DOWN, "it is absent", unless=self.guests.is_alive(guest))
        return NAME_IN_USE


class Mine(Profile):
    includes = [Guests, Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
