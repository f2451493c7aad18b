"""Interrupt routes: which virtual CPU hears of which interrupt of which function."""

from septum.language import (
    Concern,
    Hardware,
    Manager,
    Map,
    News,
    Relation,
    Status,
    capability,
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
    when,
)
from septum.models.dma import NOT_YOURS
from septum.models.functions import QUARANTINED, Functions
from septum.models.guests import OK, Guest
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.scheduling import Scheduling, Vcpu

HANDLE_NOT_FLUSHED = Status()
NOT_ROUTED = Status()
STILL_ROUTED = Status()

ROUTED = News()
UNROUTED = News()
REROUTED = News()
HANDLE_FLUSHED = News()


class Interrupts(Concern):
    """A handle is routed for one requester id to a virtual CPU of its user, unrouted, flushed, and routed again."""

    scheduling: Scheduling
    pci: Pci
    functions: Functions

    routes: Relation[Handle, RequesterId, Vcpu] = core()  # entries of the remapping table
    last_user: Map[Handle, Guest] = core()  # for whom it was last routed
    unused: Relation[Handle] = core()  # the core's record: no cache remembers the entry

    @initially
    def nothing_is_routed(self) -> bool:
        return not any(self.routes[:, :, :]) and not any(self.unused[:])

    @capability(by=Manager)
    def route_interrupt(self, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> Status:
        """Let `handle`, sent under `requester`, interrupt `vcpu`.

        Source: Intel VT-d, interrupt remapping table entries."""
        refuse(
            NOT_YOURS,
            "the guest does not use the function",
            unless=self.functions.uses(self.scheduling.guest_of(vcpu), self.pci.function_of(requester)),
        )
        refuse(QUARANTINED, "the function is blocked", when=self.functions.quarantined(self.pci.function_of(requester)))
        refuse(HANDLE_NOT_FLUSHED, "it is routed, or a cache may remember its route", unless=self.unused(handle))
        self.routes[handle, requester, vcpu] = True
        self.last_user[handle] = self.scheduling.guest_of(vcpu)
        self.unused[handle] = False
        tell(self.scheduling.guest_of(vcpu), ROUTED, handle, requester, vcpu)
        return OK

    @capability(by=Manager)
    def unroute_interrupt(self, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> Status:
        """End a route. A cache may remember it until the handle is flushed.

        Source: Intel VT-d, interrupt remapping table entries."""
        refuse(NOT_ROUTED, "it is not routed so", unless=self.routes(handle, requester, vcpu))
        self.routes[handle, requester, vcpu] = False
        tell(self.scheduling.guest_of(vcpu), UNROUTED, handle, requester, vcpu)
        return OK

    @capability(by=Manager)
    def reroute_interrupt(self, handle: Handle, requester: RequesterId, vcpu: Vcpu, other: Vcpu) -> Status:
        """Let another virtual CPU of the guest hear of it; until a flush, the former may as well.

        Source: Linux KVM, a change of affinity while interrupts are posted."""
        refuse(NOT_ROUTED, "it is not routed so", unless=self.routes(handle, requester, vcpu))
        refuse(
            NOT_YOURS,
            "it belongs to another guest",
            unless=self.scheduling.guest_of(vcpu) == self.scheduling.guest_of(other),
        )
        self.routes[handle, requester, vcpu] = False
        self.routes[handle, requester, other] = True
        tell(self.scheduling.guest_of(vcpu), REROUTED, handle, requester, vcpu, other)
        return OK

    @step(by=Hardware)
    def flush_handle(self, handle: Handle) -> None:
        """The IOMMU reports that no cache remembers a handle that is not routed.

        Source: Intel VT-d, interrupt entry cache invalidation."""
        when(not any(self.routes[handle, :, :]))
        tell(self.last_user(handle), HANDLE_FLUSHED, handle, where=not self.unused(handle))
        self.unused[handle] = True
        tell(Manager, HANDLE_FLUSHED, handle)

    @joins(Functions.quarantine)
    def its_routes_are_gone(self, function: Function) -> None:
        refuse(
            STILL_ROUTED,
            "one of its interrupts is routed",
            when=any(
                self.routes(handle, requester, vcpu) and self.pci.function_of(requester) == function
                for handle in Handle
                for requester in RequesterId
                for vcpu in Vcpu
            ),
        )

    @sees(Guest)
    def own_routes(self, viewer: Guest, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> None:
        see(self.routes(handle, requester, vcpu), where=self.scheduling.guest_of(vcpu) == viewer)

    @invariant
    def routes_lead_to_the_user(self, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> bool:
        return implies(
            self.routes(handle, requester, vcpu),
            self.functions.uses(self.scheduling.guest_of(vcpu), self.pci.function_of(requester))
            and not self.functions.quarantined(self.pci.function_of(requester))
            and self.last_user(handle) == self.scheduling.guest_of(vcpu)
            and not self.unused(handle),
        )
