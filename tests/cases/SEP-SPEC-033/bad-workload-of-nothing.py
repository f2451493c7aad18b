from septum.language import (
    Concern, Manager, Principal, Profile, Relation, Sort, Status, capability, core, step, waits, workload,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


OK = Status()


class Machine(Concern):
    admitted: Relation[Guest] = core()

    @capability(by=Manager)
    def admit(self, guest: Guest) -> Status:
        self.admitted[guest] = True
        return OK

    @step(by="guest")
    def work(self, guest: Guest) -> None:
        waits(self.admitted(guest))

    @workload
    def somebody_works(self, guest: Guest) -> None:
        assert self.admitted(guest)


class Mine(Profile):
    includes = [Machine]
    observers = [Guest]
    property = Isolation
    assumes = []
