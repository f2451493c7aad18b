"""Runs in which a CPU, a tag and a name serve one guest after another."""

from septum.language import Concern, example, impossible, refused
from septum.models.guests import NAME_IN_USE, NO_SUCH_GUEST, WRONG_PHASE, Guest, Guests
from septum.models.hardware.tlb import FAULT, Tlb
from septum.models.memory import HOLDS_PAGES, Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import (
    CPU_IN_USE,
    NOT_CLEARED,
    NOT_RUNNING,
    ON_A_CPU,
    RUNS_ELSEWHERE,
    Cpu,
    Scheduling,
    Vcpu,
)
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import HAS_NO_VMID, HAS_VMID, NOT_FLUSHED, VMID_IN_USE, Vmid, Vmids


class SchedulingStories(Concern):
    """Load, run, save, clear; tag, untag, flush."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    tlb: Tlb
    procedures: Procedures

    @example
    def guests_take_turns(
        self,
        cpu: Cpu,
        alices: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        hers: Vmid,
        his: Vmid,
        zero: Word,
        word: Word,
    ) -> None:
        """Registers are saved and come back; what is only cleared is gone."""
        assert self.memory.ZERO == zero
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob
        self.guests.create(alice)
        self.guests.create(bob)
        assert refused(self.scheduling.load_vcpu(cpu, alices), WRONG_PHASE)
        self.guests.start(alice)
        self.scheduling.clear_cpu(cpu)
        assert refused(self.scheduling.load_vcpu(cpu, alices), HAS_NO_VMID)
        self.vmids.flush_vmid(cpu, hers)
        self.vmids.bind_vmid(alice, hers)
        self.scheduling.load_vcpu(cpu, alices)
        assert self.scheduling.use_registers(cpu, alices, alice, word) == zero
        assert self.scheduling.use_unswitched_registers(cpu, alices, alice, word) == zero
        assert refused(self.scheduling.clear_cpu(cpu), CPU_IN_USE)
        assert refused(self.scheduling.save_vcpu(cpu, bobs), NOT_RUNNING)
        self.scheduling.save_vcpu(cpu, alices)
        self.guests.start(bob)
        self.vmids.flush_vmid(cpu, his)
        self.vmids.bind_vmid(bob, his)
        assert refused(self.scheduling.load_vcpu(cpu, bobs), NOT_CLEARED)
        self.procedures.resume(cpu, bobs)
        assert self.scheduling.use_registers(cpu, bobs, bob, word) == zero
        assert self.scheduling.use_unswitched_registers(cpu, bobs, bob, word) == zero
        self.scheduling.save_vcpu(cpu, bobs)
        self.procedures.resume(cpu, alices)
        assert self.scheduling.use_registers(cpu, alices, alice, zero) == word
        assert self.scheduling.use_unswitched_registers(cpu, alices, alice, zero) == zero

    @example
    def a_vcpu_runs_once(self, here: Cpu, there: Cpu, vcpu: Vcpu, alice: Guest, vmid: Vmid) -> None:
        """A virtual CPU moves from CPU to CPU, and is never on two."""
        assert self.scheduling.guest_of(vcpu) == alice
        self.guests.create(alice)
        self.vmids.flush_vmid(there, vmid)
        self.procedures.start(here, vcpu, alice, vmid)
        self.scheduling.clear_cpu(there)
        assert refused(self.scheduling.load_vcpu(there, vcpu), RUNS_ELSEWHERE)
        assert refused(self.guests.quiesce(alice), ON_A_CPU)
        self.scheduling.save_vcpu(here, vcpu)
        self.scheduling.load_vcpu(there, vcpu)

    @example
    def a_tag_serves_two_guests(
        self,
        cpu: Cpu,
        alices: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        ram: Frame,
    ) -> None:
        """A tag is flushed before it goes to the next guest, and Alice's entries are no entries of Bob's."""
        assert self.memory.kind(ram) == FrameKind.RAM
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob
        assert refused(self.vmids.bind_vmid(alice, vmid), NO_SUCH_GUEST)
        self.procedures.boot(cpu, alices, alice, vmid, gfn, page, ram)
        assert refused(self.vmids.flush_vmid(cpu, vmid), VMID_IN_USE)
        assert refused(self.vmids.bind_vmid(alice, vmid), HAS_VMID)
        assert refused(self.vmids.unbind_vmid(alice), ON_A_CPU)
        self.procedures.stop(cpu, alices, alice)
        assert refused(self.vmids.unbind_vmid(alice), HAS_NO_VMID)
        self.guests.create(bob)
        self.guests.start(bob)
        assert refused(self.vmids.bind_vmid(bob, vmid), NOT_FLUSHED)
        self.vmids.flush_vmid(cpu, vmid)
        self.vmids.bind_vmid(bob, vmid)
        self.procedures.resume(cpu, bobs)
        assert refused(self.tlb.load(cpu, bob, gfn, page), FAULT)
        assert impossible(self.tlb.fill_tlb(cpu, bob, gfn, page, Access.READ))

    @example
    def a_name_serves_two_guests(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """Another guest is created under Alice's name, and finds nothing of hers."""
        assert self.memory.ZERO == zero
        assert self.memory.kind(ram) == FrameKind.RAM and self.scheduling.guest_of(vcpu) == alice
        self.procedures.boot(cpu, vcpu, alice, vmid, gfn, one, ram)
        self.tlb.store(cpu, alice, gfn, one, secret)
        assert self.scheduling.use_registers(cpu, vcpu, alice, secret) == zero
        assert refused(self.guests.create(alice), NAME_IN_USE)
        assert refused(self.guests.start(alice), WRONG_PHASE)
        assert refused(self.guests.destroy(alice), WRONG_PHASE)
        self.scheduling.save_vcpu(cpu, vcpu)
        self.guests.quiesce(alice)
        assert refused(self.guests.quiesce(alice), WRONG_PHASE)
        assert refused(self.guests.destroy(alice), HOLDS_PAGES)
        self.procedures.take_page(cpu, alice, gfn, one)
        assert refused(self.guests.destroy(alice), HAS_VMID)
        self.vmids.unbind_vmid(alice)
        self.guests.destroy(alice)
        self.procedures.boot(cpu, vcpu, alice, vmid, gfn, two, ram)
        assert self.scheduling.use_registers(cpu, vcpu, alice, zero) == zero
        assert refused(self.tlb.load(cpu, alice, gfn, one), FAULT)
        assert self.tlb.load(cpu, alice, gfn, two) == zero
