from septum.language import Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, core
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


OK = Status()


class Memory(Concern):
    clean: Relation[Frame] = core()

    @capability(by=Manager)
    def change(self, frame: Frame) -> Status:
        self.clean[frame] = True
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
