"""What a function's messages do where interrupt remapping is off or does not ask who sends."""

from septum.language import Concern, Hardware, step, when
from septum.models.assumptions.interrupt_sources_are_validated import InterruptSourcesAreValidated
from septum.models.assumptions.interrupts_are_remapped import InterruptsAreRemapped
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.pci import Function, Handle, RequesterId
from septum.models.scheduling import Vcpu


class UnremappedInterrupts(Concern):
    """Messages that no entry, or another's entry, lets through."""

    functions: Functions
    remapping: InterruptRemapping
    delivery: InterruptDelivery

    @step(by=Hardware, for_="guest", unless=InterruptsAreRemapped)
    def send_unremapped(self, guest: Guest, function: Function, vcpu: Vcpu) -> None:
        """A message in the old format names its target itself: any write to the doorbell's range counts.

        Source: Intel VT-d, compatibility format interrupts."""
        when(self.functions.uses(guest, function))
        self.delivery.posted[vcpu] = True

    @step(by=Hardware, for_="guest", unless=InterruptSourcesAreValidated)
    def send_with_foreign_handle(
        self, guest: Guest, function: Function, handle: Handle, requester: RequesterId, vcpu: Vcpu
    ) -> None:
        """A function sends a handle that is routed for another's requester id.

        Source: XSA-33; XSA-49."""
        when(self.functions.uses(guest, function) and self.remapping.cached(handle, requester, vcpu))
        self.delivery.posted[vcpu] = True
