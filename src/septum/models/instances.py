"""GPU instances: which function serves which, as the driver asks the core."""

from septum.language import (
    Concern,
    Manager,
    News,
    Principal,
    Relation,
    Status,
    always,
    capability,
    core,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    see,
    sees,
    tell,
)
from septum.models.dma import NOT_YOURS
from septum.models.functions import QUARANTINED, Functions
from septum.models.guests import OK, Guest
from septum.models.hardware.mig import Instance, Mig, Part
from septum.models.hardware.pci import Function


class Driver(Principal):
    """The GPU's host driver: it sets the GPU's routes, and is held to a contract."""


FUNCTION_BOUND = Status()
NOT_RENEWED = Status()
INSTANCE_BOUND = Status()

BOUND = News()
UNBOUND = News()
RENEWED = News()


class Instances(Concern):
    """An instance serves one guest through one function, is renewed, and serves another."""

    functions: Functions
    mig: Mig

    bound: Relation[Function, Instance] = core()  # which function the core lets serve which instance
    renewed: Relation[Instance] = core()  # the core's record: the driver says that nothing is left in it

    def reaches(self, guest: Guest, function: Function, instance: Instance) -> bool:
        return self.functions.uses(guest, function) and self.mig.serves(function, instance)

    @initially
    def nothing_is_bound(self) -> bool:
        return not any(self.bound[:, :]) and not any(self.renewed[:])

    @capability(by=Driver)
    def bind(self, guest: Guest, function: Function, instance: Instance) -> Status:
        """Let `function` of `guest` serve `instance`. What the driver owes before is in its contract.

        Source: NVIDIA vGPU, a MIG-backed vGPU on a virtual function."""
        refuse(NOT_YOURS, "the guest does not use the function", unless=self.functions.uses(guest, function))
        refuse(FUNCTION_BOUND, "it serves an instance", when=any(self.bound[function, :]))
        refuse(QUARANTINED, "the function is blocked", when=self.functions.quarantined(function))
        refuse(NOT_RENEWED, "it is bound, or another's data may be in it", unless=self.renewed(instance))
        self.bound[function, instance] = True
        self.renewed[instance] = False
        self.mig.serves[function, instance] = True
        tell(guest, BOUND, function, instance)
        tell(Manager, BOUND, function, instance)
        return OK

    @capability(by=Driver)
    def unbind(self, function: Function, instance: Instance) -> Status:
        """The function serves the instance no longer.

        Source: NVIDIA vGPU, current_vgpu_type is cleared."""
        self.bound[function, instance] = False
        self.mig.serves[function, instance] = False
        tell(self.functions.user(function), UNBOUND, function, instance, where=self.functions.assigned(function))
        tell(Manager, UNBOUND, function, instance)
        return OK

    @capability(by=Driver)
    def renew(self, instance: Instance) -> Status:
        """The driver declares that nothing is left in an instance that nobody uses.

        Source: NVIDIA MIG user guide, creation of GPU instances."""
        refuse(INSTANCE_BOUND, "a function serves it", when=any(self.bound[:, instance]))
        self.renewed[instance] = True
        tell(Manager, RENEWED, instance)
        return OK

    @joins(Functions.reset)
    def no_instance_is_left(self, function: Function) -> None:
        refuse(FUNCTION_BOUND, "it serves an instance", when=any(self.bound[function, :]))

    @sees(Guest)
    def content_of_own_instances(self, viewer: Guest, function: Function, instance: Instance, part: Part) -> None:
        """What it reads there, whichever slice it is in."""
        see(
            self.mig.vram(self.mig.slice_of(instance, part)),
            where=self.reaches(viewer, function, instance) and self.mig.has(instance, part),
        )

    @sees(Guest)
    def local_memory_of_own_instances(self, viewer: Guest, function: Function, instance: Instance) -> None:
        """Which instances its functions serve, and what is in their on-chip memory."""
        see(self.mig.local(instance), where=self.reaches(viewer, function, instance))

    @always
    def an_instance_has_one_function(self, one: Function, other: Function, instance: Instance) -> bool:
        """No instance answers to two functions, hence to two guests."""
        return implies(self.mig.serves(one, instance) and self.mig.serves(other, instance), one == other)

    @always
    def a_function_has_one_instance(self, function: Function, one: Instance, other: Instance) -> bool:
        """No requester id stands for two instances."""
        return implies(self.mig.serves(function, one) and self.mig.serves(function, other), one == other)

    @invariant
    def the_gpu_serves_as_told(self, function: Function, instance: Instance) -> bool:
        return self.mig.serves(function, instance) == self.bound(function, instance)

    @invariant
    def bound_instances_have_a_user(self, function: Function, instance: Instance) -> bool:
        return implies(
            self.bound(function, instance),
            self.functions.assigned(function) and not self.functions.fresh(function) and not self.renewed(instance),
        )
