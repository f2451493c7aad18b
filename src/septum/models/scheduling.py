"""Virtual CPUs on CPUs: whose turn it is, and what a switch leaves behind."""

from septum.language import (
    Concern,
    Manager,
    Map,
    News,
    Relation,
    Sort,
    Status,
    always,
    capability,
    constant,
    content,
    core,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    see,
    sees,
    step,
    tell,
    waits,
)
from septum.models.guests import OK, WRONG_PHASE, Guest, Guests, Phase
from septum.models.memory import Memory, Word


class Cpu(Sort):
    """A physical CPU."""


class Vcpu(Sort):
    """A virtual CPU. It belongs to one guest for good."""


CPU_IN_USE = Status()
RUNS_ELSEWHERE = Status()
NOT_CLEARED = Status()
NOT_RUNNING = Status()
ON_A_CPU = Status()

LOADED = News()
SAVED = News()


class Scheduling(Concern):
    """A virtual CPU is loaded, runs, and is saved; then the CPU is cleared for another."""

    guests: Guests
    memory: Memory

    guest_of: Map[Vcpu, Guest] = constant()
    runs_on: Relation[Cpu, Vcpu] = core()
    cleared: Relation[Cpu] = core()  # the core's record: nothing is left of what a switch does not load
    saved: Map[Vcpu, Word] = content()  # the registers of a virtual CPU that does not run
    registers: Map[Cpu, Word] = content()  # what a switch saves and loads
    unswitched: Map[Cpu, Word] = content()  # what it does not: debug and performance registers, lazily kept state

    def runs(self, cpu: Cpu, vcpu: Vcpu, guest: Guest) -> bool:
        return self.runs_on(cpu, vcpu) and self.guest_of(vcpu) == guest

    def is_on(self, cpu: Cpu, guest: Guest) -> bool:
        return any(self.runs(cpu, vcpu, guest) for vcpu in Vcpu)

    @initially
    def no_cpu_is_used(self) -> bool:
        return not any(self.runs_on[:, :]) and not any(self.cleared[:])

    # --- the core, as the manager asks it

    @capability(by=Manager)
    def clear_cpu(self, cpu: Cpu) -> Status:
        """Clear what the last virtual CPU left there and no switch would load.

        Source: CVE-2018-3665, floating-point state that was switched lazily."""
        refuse(CPU_IN_USE, "a virtual CPU runs there", when=any(self.runs_on[cpu, :]))
        self.unswitched[cpu] = self.memory.ZERO
        self.cleared[cpu] = True
        return OK

    @capability(by=Manager)
    def load_vcpu(self, cpu: Cpu, vcpu: Vcpu) -> Status:
        """Let `vcpu` run on `cpu`.

        Source: pKVM, vcpu_load; Intel SDM volume 3, VM entries."""
        refuse(WRONG_PHASE, "its guest may not run", unless=self.guests.phase(self.guest_of(vcpu)) == Phase.RUNNING)
        refuse(RUNS_ELSEWHERE, "it runs on some CPU", when=any(self.runs_on[:, vcpu]))
        refuse(NOT_CLEARED, "another's state may be left there", unless=self.cleared(cpu))
        self.runs_on[cpu, vcpu] = True
        self.registers[cpu] = self.saved(vcpu)
        self.cleared[cpu] = False
        tell(self.guest_of(vcpu), LOADED, cpu, vcpu)
        return OK

    @capability(by=Manager)
    def save_vcpu(self, cpu: Cpu, vcpu: Vcpu) -> Status:
        """Take `vcpu` off `cpu`.

        Source: pKVM, vcpu_put; Intel SDM volume 3, VM exits."""
        refuse(NOT_RUNNING, "it does not run there", unless=self.runs_on(cpu, vcpu))
        self.runs_on[cpu, vcpu] = False
        self.saved[vcpu] = self.registers(cpu)
        tell(self.guest_of(vcpu), SAVED, vcpu)
        return OK

    @joins(Guests.quiesce)
    def no_cpu_runs_it(self, guest: Guest) -> None:
        refuse(ON_A_CPU, "it is on a CPU", when=any(self.runs(cpu, vcpu, guest) for cpu in Cpu for vcpu in Vcpu))

    @joins(Guests.create)
    def registers_begin_empty(self, guest: Guest) -> None:
        for vcpu in Vcpu:
            if self.guest_of(vcpu) == guest:
                self.saved[vcpu] = self.memory.ZERO

    # --- the guest

    @step(by="guest")
    def use_registers(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, word: Word) -> Word:
        """Read a register and write it.

        Source: Intel SDM volume 3, guest state of a VMCS."""
        waits(self.runs(cpu, vcpu, guest))
        found = self.registers(cpu)
        self.registers[cpu] = word
        return found

    @step(by="guest")
    def use_unswitched_registers(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, word: Word) -> Word:
        """Read and write a register that no switch loads.

        Source: CVE-2018-3665, floating-point state that was switched lazily."""
        waits(self.runs(cpu, vcpu, guest))
        found = self.unswitched(cpu)
        self.unswitched[cpu] = word
        return found

    # --- what a guest sees

    @sees(Guest)
    def own_registers(self, viewer: Guest, cpu: Cpu, vcpu: Vcpu) -> None:
        """Which of its virtual CPUs run where, and what they find there."""
        see(self.registers(cpu), self.unswitched(cpu), where=self.runs(cpu, vcpu, viewer))

    @sees(Guest)
    def own_saved_registers(self, viewer: Guest, vcpu: Vcpu) -> None:
        see(self.saved(vcpu), where=self.guest_of(vcpu) == viewer and self.guests.is_alive(viewer))

    # --- what holds

    @always
    def a_cpu_runs_one_vcpu(self, cpu: Cpu, one: Vcpu, other: Vcpu) -> bool:
        """No CPU runs two virtual CPUs."""
        return implies(self.runs_on(cpu, one) and self.runs_on(cpu, other), one == other)

    @always
    def only_running_guests_are_on_a_cpu(self, cpu: Cpu, vcpu: Vcpu) -> bool:
        """Whoever is on a CPU has been built, and neither quiesced nor destroyed."""
        return implies(self.runs_on(cpu, vcpu), self.guests.phase(self.guest_of(vcpu)) == Phase.RUNNING)

    @always
    def a_vcpu_runs_on_one_cpu(self, one: Cpu, other: Cpu, vcpu: Vcpu) -> bool:
        """No virtual CPU runs on two CPUs."""
        return implies(self.runs_on(one, vcpu) and self.runs_on(other, vcpu), one == other)

    @invariant
    def cleared_cpus_hold_nothing(self, cpu: Cpu) -> bool:
        return implies(self.cleared(cpu), self.unswitched(cpu) == self.memory.ZERO)

    @invariant
    def used_cpus_are_not_cleared(self, cpu: Cpu, vcpu: Vcpu) -> bool:
        return implies(self.runs_on(cpu, vcpu), not self.cleared(cpu))
