from septum.language import Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, constant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


OK = Status()


class Memory(Concern):
    usable: Relation[Frame] = constant()

    @capability(by=Manager)
    def change(self, frame: Frame) -> Status:
        self.usable[frame] = True
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
