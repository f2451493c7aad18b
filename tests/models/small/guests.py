"""Who there is, and whose turn it is."""

from septum.language import (
    Concern,
    Enumeration,
    Manager,
    Map,
    News,
    Principal,
    Relation,
    Sort,
    Status,
    always,
    capability,
    core,
    implies,
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


class Cpu(Sort):
    """A physical CPU."""


class Phase(Enumeration):
    """Where a guest stands in its life."""

    ABSENT, BUILDING, RUNNING, QUIESCED = range(4)


OK = Status()
NAME_IN_USE = Status()
WRONG_PHASE = Status()
CPU_IN_USE = Status()
ON_A_CPU = Status()

CREATED = News()
STARTED = News()
STOPPED = News()
DESTROYED = News()


class Guests(Concern):
    """The life of a guest: created, built, run, quiesced, destroyed."""

    phase: Map[Guest, Phase] = core()
    runs_on: Relation[Cpu, Guest] = core()

    def is_alive(self, guest: Guest) -> bool:
        return self.phase(guest) != Phase.ABSENT

    @initially
    def nobody_is_there(self, guest: Guest) -> bool:
        return not self.is_alive(guest) and not any(self.runs_on[:, guest])

    @capability(by=Manager, begins="guest")
    def create(self, guest: Guest) -> Status:
        """Begin to build a guest."""
        refuse(NAME_IN_USE, "a guest of that name is alive", when=self.is_alive(guest))
        self.phase[guest] = Phase.BUILDING
        tell(guest, CREATED)
        return OK

    @capability(by=Manager)
    def start(self, guest: Guest) -> Status:
        """The guest is built, and may run."""
        refuse(WRONG_PHASE, "it is not being built", unless=self.phase(guest) == Phase.BUILDING)
        self.phase[guest] = Phase.RUNNING
        tell(guest, STARTED)
        return OK

    @capability(by=Manager)
    def dispatch(self, cpu: Cpu, guest: Guest) -> Status:
        """Let `guest` run on `cpu`."""
        refuse(WRONG_PHASE, "it may not run", unless=self.phase(guest) == Phase.RUNNING)
        refuse(CPU_IN_USE, "a guest is on this CPU", when=any(self.runs_on[cpu, :]))
        self.runs_on[cpu, guest] = True
        return OK

    @capability(by=Manager)
    def preempt(self, cpu: Cpu) -> Status:
        """Take whoever runs there off `cpu`."""
        self.runs_on[cpu, :] = False
        return OK

    @capability(by=Manager)
    def quiesce(self, guest: Guest) -> Status:
        """The guest runs no more."""
        refuse(WRONG_PHASE, "it does not run", unless=self.phase(guest) == Phase.RUNNING)
        refuse(ON_A_CPU, "it is on a CPU", when=any(self.runs_on[:, guest]))
        self.phase[guest] = Phase.QUIESCED
        tell(guest, STOPPED)
        return OK

    @capability(by=Manager)
    def destroy(self, guest: Guest) -> Status:
        """End a guest. Others add what it must have given back."""
        refuse(WRONG_PHASE, "it has not been quiesced", unless=self.phase(guest) == Phase.QUIESCED)
        self.phase[guest] = Phase.ABSENT
        tell(guest, DESTROYED)
        return OK

    @sees(Guest)
    def own_phase(self, viewer: Guest) -> None:
        """Its own life; not whose turn it is, which is timing."""
        see(self.phase(viewer))

    @always
    def a_cpu_runs_one_guest(self, cpu: Cpu, one: Guest, other: Guest) -> bool:
        """No CPU runs two guests."""
        return implies(self.runs_on(cpu, one) and self.runs_on(cpu, other), one == other)

    @always
    def only_running_guests_are_on_a_cpu(self, cpu: Cpu, guest: Guest) -> bool:
        """Who is on a CPU has been built, and neither quiesced nor destroyed."""
        return implies(self.runs_on(cpu, guest), self.phase(guest) == Phase.RUNNING)
