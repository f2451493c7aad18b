"""PCI functions, and which guest uses which."""

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
from septum.models.guests import NO_SUCH_GUEST, OK, Guest, Guests
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.memory import Memory

FUNCTION_TAKEN = Status()
NOT_RESET = Status()
NOT_ASSIGNED = Status()
QUARANTINED = Status()
STILL_ATTACHED = Status()
NOT_DRAINED = Status()
HOLDS_FUNCTIONS = Status()

ASSIGNED = News()
ATTACHED = News()
DETACHED = News()
IN_QUARANTINE = News()
DRAINED = News()
RESET = News()
RELEASED = News()


class Functions(Concern):
    """Assigned, attached, detached, quarantined, drained, reset, released, and assigned again."""

    guests: Guests
    memory: Memory
    pci: Pci

    assigned: Relation[Function] = core()
    user: Map[Function, Guest] = core()  # of a function that is assigned
    attached: Relation[RequesterId, Guest] = core()  # context entries: whose table the IOMMU walks
    quarantined: Relation[Function] = core()  # blocked in the IOMMU, under each of its requester ids
    drained: Relation[Function] = core()  # the core's record: nothing of it is in flight or remembered
    fresh: Relation[Function] = core()  # the core's record of a finished reset

    def uses(self, guest: Guest, function: Function) -> bool:
        return self.assigned(function) and self.user(function) == guest

    @initially
    def nothing_is_assigned(self) -> bool:
        return not any(self.assigned[:]) and not any(self.attached[:, :])

    @initially
    def nothing_is_blocked(self) -> bool:
        return not any(self.quarantined[:]) and not any(self.drained[:]) and not any(self.fresh[:])

    @capability(by=Manager)
    def assign(self, guest: Guest, function: Function) -> Status:
        """Let `guest` use `function`. Its DMA is blocked until its requester ids are attached.

        Source: Linux VFIO, a device is opened by one owner."""
        refuse(NO_SUCH_GUEST, "no such guest is alive", unless=self.guests.is_alive(guest))
        refuse(FUNCTION_TAKEN, "a guest uses the function", when=self.assigned(function))
        refuse(NOT_RESET, "another's data may be in it", unless=self.fresh(function))
        self.assigned[function] = True
        self.user[function] = guest
        self.quarantined[function] = False
        self.drained[function] = False
        self.fresh[function] = False
        tell(guest, ASSIGNED, function)
        return OK

    @capability(by=Manager)
    def attach(self, requester: RequesterId) -> Status:
        """Let requests under `requester` be translated by the tables of whoever uses its function.

        Source: Intel VT-d, context entries."""
        refuse(NOT_ASSIGNED, "nobody uses the function", unless=self.assigned(self.pci.function_of(requester)))
        refuse(QUARANTINED, "the function is blocked", when=self.quarantined(self.pci.function_of(requester)))
        self.attached[requester, self.user(self.pci.function_of(requester))] = True
        tell(self.user(self.pci.function_of(requester)), ATTACHED, requester)
        return OK

    @capability(by=Manager)
    def detach(self, requester: RequesterId) -> Status:
        """Block requests under `requester`. The IOMMU may remember translations until the function is drained.

        Source: Intel VT-d, context entries; XSA-449."""
        self.attached[requester, :] = False
        tell(
            self.user(self.pci.function_of(requester)),
            DETACHED,
            requester,
            where=self.assigned(self.pci.function_of(requester)),
        )
        return OK

    @capability(by=Manager)
    def quarantine(self, function: Function) -> Status:
        """Block the function in the IOMMU, and let what it has under way drain.

        Source: XSA-302, devices are quarantined between owners."""
        refuse(
            STILL_ATTACHED,
            "one of its requester ids is attached",
            when=any(
                self.attached(requester, guest) and self.pci.function_of(requester) == function
                for requester in RequesterId
                for guest in Guest
            ),
        )
        self.quarantined[function] = True
        tell(self.user(function), IN_QUARANTINE, function, where=self.assigned(function))
        return OK

    @step(by=Hardware)
    def drain(self, function: Function) -> None:
        """The IOMMU reports that nothing of a blocked function is in flight or remembered.

        Source: Intel VT-d, draining of requests."""
        when(self.quarantined(function))
        self.drained[function] = True
        tell(self.user(function), DRAINED, function, where=self.assigned(function))
        tell(Manager, DRAINED, function)

    @capability(by=Manager)
    def reset(self, function: Function) -> Status:
        """Reset a function that is drained and that everybody has let go of.

        Source: PCI Express, function-level reset."""
        refuse(NOT_DRAINED, "its requests may be under way", unless=self.drained(function))
        self.pci.registers[function] = self.memory.ZERO
        self.pci.vectors[function, :] = False
        self.fresh[function] = True
        tell(self.user(function), RESET, function, where=self.assigned(function))
        return OK

    @capability(by=Manager)
    def release(self, function: Function) -> Status:
        """End the use of `function`.

        Source: Linux VFIO, a device is closed."""
        refuse(NOT_ASSIGNED, "nobody uses the function", unless=self.assigned(function))
        refuse(NOT_RESET, "its user's data are in it", unless=self.fresh(function))
        self.assigned[function] = False
        tell(self.user(function), RELEASED, function)
        return OK

    @joins(Guests.destroy)
    def all_functions_are_back(self, guest: Guest) -> None:
        refuse(
            HOLDS_FUNCTIONS, "it still uses a function", when=any(self.uses(guest, function) for function in Function)
        )

    @sees(Guest)
    def own_functions(self, viewer: Guest, function: Function) -> None:
        see(self.quarantined(function), self.drained(function), self.fresh(function), where=self.uses(viewer, function))

    @sees(Guest)
    def own_attachments(self, viewer: Guest, requester: RequesterId) -> None:
        see(self.attached(requester, viewer))

    @sees(Guest)
    def vectors_of_own_functions(self, viewer: Guest, function: Function, handle: Handle) -> None:
        see(self.pci.vectors(function, handle), where=self.uses(viewer, function))

    @invariant
    def users_are_alive(self, function: Function) -> bool:
        return implies(self.assigned(function), self.guests.is_alive(self.user(function)))

    @invariant
    def the_user_is_attached(self, requester: RequesterId, guest: Guest) -> bool:
        return implies(
            self.attached(requester, guest),
            self.uses(guest, self.pci.function_of(requester)) and not self.quarantined(self.pci.function_of(requester)),
        )

    @invariant
    def a_function_is_blocked_then_drained_then_reset(self, function: Function) -> bool:
        return implies(self.drained(function), self.quarantined(function)) and implies(
            self.fresh(function), self.drained(function)
        )

    @invariant
    def fresh_functions_have_no_vectors(self, function: Function, handle: Handle) -> bool:
        return implies(self.fresh(function), not self.pci.vectors(function, handle))
