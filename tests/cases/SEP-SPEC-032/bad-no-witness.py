from septum.language import Concern, Principal, Profile, Relation, Sort, axiom, constant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


class Memory(Concern):
    usable: Relation[Frame] = constant()

    @axiom
    def some_are_usable(self, frame: Frame) -> bool:
        return self.usable(frame)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
