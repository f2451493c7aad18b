from septum.language import Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, core, refuse
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()
NOT_LENT = Status()


class Memory(Concern):
    lent: Relation[Page] = core()

    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        lent_1 = self.lent(page)
        lent_2 = lent_1 and lent_1
        lent_3 = lent_2 and lent_2
        lent_4 = lent_3 and lent_3
        lent_5 = lent_4 and lent_4
        lent_6 = lent_5 and lent_5
        lent_7 = lent_6 and lent_6
        lent_8 = lent_7 and lent_7
        lent_9 = lent_8 and lent_8
        lent_10 = lent_9 and lent_9
        lent_11 = lent_10 and lent_10
        lent_12 = lent_11 and lent_11
        lent_13 = lent_12 and lent_12
        lent_14 = lent_13 and lent_13
        refuse(NOT_LENT, "it is not lent", unless=lent_14)
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
