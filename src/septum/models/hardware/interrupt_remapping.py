"""Interrupt remapping: a function's message becomes an interrupt by an entry of a table, which may be cached."""

from septum.language import (
    Concern,
    Hardware,
    Relation,
    hardware,
    implies,
    initially,
    invariant,
    joins,
    see,
    sees,
    step,
    when,
)
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.interrupts import Interrupts
from septum.models.scheduling import Scheduling, Vcpu


class InterruptRemapping(Concern):
    """Who sends is checked against the entry; the entry is found in the cache."""

    scheduling: Scheduling
    pci: Pci
    functions: Functions
    iommu: Iommu
    interrupts: Interrupts
    delivery: InterruptDelivery

    cached: Relation[Handle, RequesterId, Vcpu] = hardware()  # the interrupt entry cache

    @initially
    def no_entry_is_cached(self) -> bool:
        return not any(self.cached[:, :, :])

    @step(by=Hardware, for_="guest")
    def fill_interrupt_cache(self, guest: Guest, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> None:
        """An entry of the remapping table is remembered.

        Source: Intel VT-d, interrupt entry cache."""
        when(self.iommu.works_for(requester, guest) and self.interrupts.routes(handle, requester, vcpu))
        self.cached[handle, requester, vcpu] = True

    @step(by=Hardware, for_="guest")
    def send_message(self, guest: Guest, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> None:
        """A function writes a message of its own making to the doorbell: it is an interrupt, if an entry admits it.

        Source: Intel VT-d, remappable interrupt requests; XSA-33."""
        when(self.iommu.works_for(requester, guest) and self.cached(handle, requester, vcpu))
        self.delivery.posted[vcpu] = True

    @step(by=Hardware, for_="guest")
    def fire_vector(self, guest: Guest, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> None:
        """A function raises an interrupt of its MSI-X table.

        Source: PCI, MSI-X."""
        when(
            self.iommu.works_for(requester, guest)
            and self.pci.vectors(self.pci.function_of(requester), handle)
            and self.cached(handle, requester, vcpu)
        )
        self.delivery.posted[vcpu] = True

    @joins(Interrupts.flush_handle)
    def the_cache_forgets_the_handle(self, handle: Handle) -> None:
        self.cached[handle, :, :] = False

    @joins(Functions.drain)
    def the_cache_forgets_the_function(self, function: Function) -> None:
        for requester in RequesterId:
            if self.pci.function_of(requester) == function:
                self.cached[:, requester, :] = False

    @sees(Guest)
    def own_cached_routes(self, viewer: Guest, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> None:
        see(self.cached(handle, requester, vcpu), where=self.scheduling.guest_of(vcpu) == viewer)

    @invariant
    def cached_routes_lead_to_the_user(self, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> bool:
        return implies(
            self.cached(handle, requester, vcpu),
            self.functions.uses(self.scheduling.guest_of(vcpu), self.pci.function_of(requester))
            and not self.functions.drained(self.pci.function_of(requester))
            and self.interrupts.last_user(handle) == self.scheduling.guest_of(vcpu)
            and not self.interrupts.unused(handle),
        )
