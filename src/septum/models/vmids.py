"""The tags by which a CPU tells guests' translations apart."""

from septum.language import (
    Concern,
    Manager,
    Map,
    News,
    Relation,
    Sort,
    Status,
    capability,
    core,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    tell,
)
from septum.models.guests import NO_SUCH_GUEST, OK, Guest, Guests
from septum.models.scheduling import ON_A_CPU, Cpu, Scheduling, Vcpu


class Vmid(Sort):
    """A virtual machine identifier: the tag of a guest's entries in a TLB. There are few, and they return."""


HAS_VMID = Status()
HAS_NO_VMID = Status()
VMID_IN_USE = Status()
NOT_FLUSHED = Status()

TAGGED = News()
UNTAGGED = News()


class Vmids(Concern):
    """A guest runs under a tag of its own; a tag goes to the next guest when every CPU has flushed it."""

    guests: Guests
    scheduling: Scheduling

    tagged: Relation[Guest] = core()
    vmid: Map[Guest, Vmid] = core()  # of a guest that is tagged
    flushed: Relation[Cpu, Vmid] = core()  # the core's record of a finished flush

    def is_used(self, vmid: Vmid) -> bool:
        return any(self.tagged(guest) and self.vmid(guest) == vmid for guest in Guest)

    @initially
    def nobody_is_tagged(self) -> bool:
        return not any(self.tagged[:]) and not any(self.flushed[:, :])

    @capability(by=Manager)
    def flush_vmid(self, cpu: Cpu, vmid: Vmid) -> Status:
        """Let `cpu` forget all that it remembers under a tag that nobody has.

        Source: pKVM, tlb_flush_vmid; Arm ARM, TLBI VMALLS12E1."""
        refuse(VMID_IN_USE, "a guest has it", when=self.is_used(vmid))
        self.flushed[cpu, vmid] = True
        return OK

    @capability(by=Manager)
    def bind_vmid(self, guest: Guest, vmid: Vmid) -> Status:
        """Let `guest` run under `vmid`.

        Source: Arm ARM, VTTBR_EL2.VMID; Linux, the VMID allocator of KVM."""
        refuse(NO_SUCH_GUEST, "no such guest is alive", unless=self.guests.is_alive(guest))
        refuse(HAS_VMID, "it has one", when=self.tagged(guest))
        refuse(
            NOT_FLUSHED,
            "a guest has it, or a CPU may remember one that had",
            unless=all(self.flushed(cpu, vmid) for cpu in Cpu),
        )
        self.tagged[guest] = True
        self.vmid[guest] = vmid
        self.flushed[:, vmid] = False
        tell(guest, TAGGED)
        return OK

    @capability(by=Manager)
    def unbind_vmid(self, guest: Guest) -> Status:
        """The guest has no tag, and cannot run.

        Source: Linux, the VMID allocator of KVM."""
        refuse(HAS_NO_VMID, "it has none", unless=self.tagged(guest))
        refuse(ON_A_CPU, "it is on a CPU", when=any(self.scheduling.runs(cpu, v, guest) for cpu in Cpu for v in Vcpu))
        self.tagged[guest] = False
        tell(guest, UNTAGGED)
        return OK

    @joins(Scheduling.load_vcpu)
    def its_guest_has_a_tag(self, vcpu: Vcpu) -> None:
        refuse(HAS_NO_VMID, "its guest has no tag", unless=self.tagged(self.scheduling.guest_of(vcpu)))

    @joins(Guests.destroy)
    def its_tag_is_back(self, guest: Guest) -> None:
        refuse(HAS_VMID, "it still has a tag", when=self.tagged(guest))

    @invariant
    def a_vmid_has_one_guest(self, one: Guest, other: Guest) -> bool:
        return implies(self.tagged(one) and self.tagged(other) and self.vmid(one) == self.vmid(other), one == other)

    @invariant
    def used_vmids_are_not_flushed(self, cpu: Cpu, guest: Guest) -> bool:
        return implies(self.tagged(guest), not self.flushed(cpu, self.vmid(guest)))

    @invariant
    def who_runs_is_tagged(self, cpu: Cpu, vcpu: Vcpu) -> bool:
        return implies(self.scheduling.runs_on(cpu, vcpu), self.tagged(self.scheduling.guest_of(vcpu)))

    @invariant
    def the_tagged_are_alive(self, guest: Guest) -> bool:
        return implies(self.tagged(guest), self.guests.is_alive(guest))
