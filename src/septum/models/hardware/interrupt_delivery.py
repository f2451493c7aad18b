"""Interrupts that have arrived: posted to a virtual CPU, whether it runs or not, until it takes them."""

from septum.language import Concern, Relation, Status, hardware, joins, refuse, see, sees, step, waits
from septum.models.dma import NOT_YOURS
from septum.models.guests import Guest, Guests
from septum.models.scheduling import Cpu, Scheduling, Vcpu

NOTHING_POSTED = Status()


class InterruptDelivery(Concern):
    """A virtual CPU has an interrupt pending, or not."""

    guests: Guests
    scheduling: Scheduling

    posted: Relation[Vcpu] = hardware()

    @step(by="guest")
    def take_interrupt(self, cpu: Cpu, vcpu: Vcpu, guest: Guest) -> None:
        """A virtual CPU takes what is pending.

        Source: Intel VT-d, interrupt posting."""
        waits(self.scheduling.runs(cpu, vcpu, guest))
        refuse(NOTHING_POSTED, "nothing is pending", unless=self.posted(vcpu))
        self.posted[vcpu] = False

    @step(by="guest")
    def interrupt_sibling(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, target: Vcpu) -> None:
        """A virtual CPU interrupts another of its guest.

        Source: Intel SDM volume 3, virtualized interprocessor interrupts."""
        waits(self.scheduling.runs(cpu, vcpu, guest))
        refuse(NOT_YOURS, "it belongs to another", unless=self.scheduling.guest_of(target) == guest)
        self.posted[target] = True

    @joins(Guests.create)
    def nothing_is_pending_yet(self, guest: Guest) -> None:
        for vcpu in Vcpu:
            if self.scheduling.guest_of(vcpu) == guest:
                self.posted[vcpu] = False

    @sees(Guest)
    def own_interrupts(self, viewer: Guest, vcpu: Vcpu) -> None:
        see(self.posted(vcpu), where=self.scheduling.guest_of(vcpu) == viewer and self.guests.is_alive(viewer))
