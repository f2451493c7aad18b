"""Who there is: the life of a guest."""

from septum.language import (
    Concern,
    Enumeration,
    Manager,
    Map,
    News,
    Principal,
    Sort,
    Status,
    capability,
    core,
    initially,
    refuse,
    see,
    sees,
    tell,
)


class Guest(Principal, Sort):
    """A virtual machine with its monitor, under the name by which the core knows it.

    Names return; nothing of a former bearer does.
    """


class Phase(Enumeration):
    """Where a guest stands in its life."""

    ABSENT, BUILDING, RUNNING, QUIESCED = range(4)


OK = Status()
NAME_IN_USE = Status()
NO_SUCH_GUEST = Status()
WRONG_PHASE = Status()

CREATED = News()
STARTED = News()
STOPPED = News()
DESTROYED = News()


class Guests(Concern):
    """The life of a guest: created, built, run, quiesced, destroyed."""

    phase: Map[Guest, Phase] = core()

    def is_alive(self, guest: Guest) -> bool:
        return self.phase(guest) != Phase.ABSENT

    @initially
    def nobody_is_there(self, guest: Guest) -> bool:
        return not self.is_alive(guest)

    @capability(by=Manager, begins="guest")
    def create(self, guest: Guest) -> Status:
        """Begin to build a guest.

        Source: pKVM, init_vm."""
        refuse(NAME_IN_USE, "a guest of that name is alive", when=self.is_alive(guest))
        self.phase[guest] = Phase.BUILDING
        tell(guest, CREATED)
        return OK

    @capability(by=Manager)
    def start(self, guest: Guest) -> Status:
        """The guest is built, and may run.

        Source: SeKVM, a guest runs once its images are verified."""
        refuse(WRONG_PHASE, "it is not being built", unless=self.phase(guest) == Phase.BUILDING)
        self.phase[guest] = Phase.RUNNING
        tell(guest, STARTED)
        return OK

    @capability(by=Manager)
    def quiesce(self, guest: Guest) -> Status:
        """The guest runs no more.

        Source: pKVM, start_teardown_vm."""
        refuse(WRONG_PHASE, "it does not run", unless=self.phase(guest) == Phase.RUNNING)
        self.phase[guest] = Phase.QUIESCED
        tell(guest, STOPPED)
        return OK

    @capability(by=Manager)
    def destroy(self, guest: Guest) -> Status:
        """End a guest that has given everything back.

        Source: pKVM, finalize_teardown_vm."""
        refuse(WRONG_PHASE, "it has not been quiesced", unless=self.phase(guest) == Phase.QUIESCED)
        self.phase[guest] = Phase.ABSENT
        tell(guest, DESTROYED)
        return OK

    @sees(Guest)
    def own_phase(self, viewer: Guest) -> None:
        see(self.phase(viewer))
