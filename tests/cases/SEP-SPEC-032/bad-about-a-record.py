from septum.language import Concern, Principal, Profile, Relation, Sort, axiom, constant, core, witness
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Frame(Sort):
    pass


class Memory(Concern):
    usable: Relation[Frame] = constant()
    clean: Relation[Frame] = core()

    @axiom(witness="one")
    def all_are_clean(self, frame: Frame) -> bool:
        return self.clean(frame)

    @witness
    def one(self, frame: Frame) -> None:
        assert self.usable(frame)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
