"""What a virtual CPU leaves on a CPU for the next, and tags that serve two guests at once."""

from septum.language import Concern, example
from septum.models.assumptions.registers_are_cleared import RegistersAreCleared
from septum.models.corpus.procedures import AttackProcedures
from septum.models.guests import Guest, Guests
from septum.models.hardware.errata import Errata
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid, Vmids


class SchedulingAttacks(Concern):
    """Bob runs where Alice ran."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    tlb: Tlb
    errata: Errata
    procedures: Procedures
    attack: AttackProcedures

    def run_both(
        self, cpu: Cpu, hers: Vcpu, his: Vcpu, alice: Guest, bob: Guest, vmid: Vmid, tag: Vmid, secret: Word
    ) -> None:
        """Alice has run, with a secret in a register that no switch loads; Bob is ready to run."""
        assert self.scheduling.guest_of(hers) == alice and self.scheduling.guest_of(his) == bob
        self.guests.create(alice)
        self.guests.create(bob)
        self.procedures.start(cpu, hers, alice, vmid)
        self.scheduling.use_unswitched_registers(cpu, hers, alice, secret)
        self.scheduling.save_vcpu(cpu, hers)
        self.guests.start(bob)
        self.vmids.flush_vmid(cpu, tag)
        self.vmids.bind_vmid(bob, tag)

    @example(without="load_vcpu.NOT_CLEARED", leak=True)
    def registers_are_left(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        zero: Word,
        secret: Word,
    ) -> None:
        """A switch saves and loads what it knows of; in what it does not, Bob finds Alice's."""
        assert self.memory.ZERO == zero
        self.run_both(cpu, hers, his, alice, bob, vmid, tag, secret)
        self.scheduling.load_vcpu(cpu, his)
        assert self.scheduling.use_unswitched_registers(cpu, his, bob, zero) == secret

    @example(without=RegistersAreCleared, leak=True)
    def a_register_is_not_cleared(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        zero: Word,
        secret: Word,
    ) -> None:
        """The core clears all registers, and the CPU brings the old value of one back."""
        assert self.memory.ZERO == zero
        self.run_both(cpu, hers, his, alice, bob, vmid, tag, secret)
        self.errata.clear_cpu_partly(cpu)
        self.scheduling.load_vcpu(cpu, his)
        assert self.scheduling.use_unswitched_registers(cpu, his, bob, zero) == secret

    @example(without="flush_vmid.VMID_IN_USE", leak=True)
    def a_tag_is_flushed_while_it_is_used(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        ram: Frame,
        zero: Word,
        word: Word,
    ) -> None:
        """The tag counts as free after its flush; Bob gets it while Alice still runs under it."""
        assert self.memory.ZERO == zero and self.scheduling.guest_of(his) == bob
        self.attack.boot(cpu, hers, alice, vmid, gfn, page, ram)
        self.vmids.flush_vmid(cpu, vmid)
        self.procedures.touch(cpu, alice, gfn, page)
        self.scheduling.save_vcpu(cpu, hers)
        self.attack.run_unflushed(cpu, his, bob, vmid)
        self.tlb.store(cpu, bob, gfn, page, word)

    @example(without="load_vcpu.RUNS_ELSEWHERE", leak=True)
    def a_vcpu_runs_twice(self, here: Cpu, there: Cpu, vcpu: Vcpu, alice: Guest, vmid: Vmid) -> None:
        """A virtual CPU runs on two CPUs at once."""
        assert self.scheduling.guest_of(vcpu) == alice
        self.guests.create(alice)
        self.vmids.flush_vmid(there, vmid)
        self.attack.start(here, vcpu, alice, vmid)
        self.procedures.resume(there, vcpu)
