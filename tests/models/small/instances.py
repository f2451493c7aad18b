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

from .functions import NOT_YOURS, Functions
from .guests import OK, Guest
from .mig import Function, Instance, Mig, Part


class Driver(Principal):
    """The GPU's host driver: it sets the GPU's routes, and is held to a contract."""


FUNCTION_BOUND = Status()
INSTANCE_USED = Status()
NOT_BOUND = Status()

BOUND = News()
UNBOUND = News()


class Instances(Concern):
    """An instance serves one guest in its life, through one function."""

    functions: Functions
    mig: Mig

    bound: Relation[Function, Instance] = core()  # which function the core lets serve which instance
    used: Relation[Instance] = core()  # has been bound: its name does not return

    def reaches(self, guest: Guest, function: Function, instance: Instance) -> bool:
        return self.functions.uses(guest, function) and self.mig.serves(function, instance)

    @initially
    def nothing_is_bound(self) -> bool:
        return not any(self.bound[:, :]) and not any(self.used[:])

    @capability(by=Driver)
    def bind(self, guest: Guest, function: Function, instance: Instance) -> Status:
        """Let `function` of `guest` serve `instance`. What the driver owes before is in its contract."""
        refuse(NOT_YOURS, "the guest does not use the function", unless=self.functions.uses(guest, function))
        refuse(FUNCTION_BOUND, "it serves an instance", when=any(self.bound[function, :]))
        refuse(INSTANCE_USED, "the instance has had a user", when=self.used(instance))
        self.bound[function, instance] = True
        self.used[instance] = True
        self.mig.serves[function, instance] = True
        tell(guest, BOUND, function, instance)
        tell(Manager, BOUND, function, instance)
        return OK

    @capability(by=Driver)
    def unbind(self, function: Function, instance: Instance) -> Status:
        """The function serves the instance no longer."""
        refuse(NOT_BOUND, "it does not serve it", unless=self.bound(function, instance))
        self.bound[function, instance] = False
        self.mig.serves[function, instance] = False
        tell(self.functions.user(function), UNBOUND, function, instance)
        tell(Manager, UNBOUND, function, instance)
        return OK

    @joins(Functions.release)
    def no_instance_is_left(self, function: Function) -> None:
        refuse(FUNCTION_BOUND, "it serves an instance", when=any(self.bound[function, :]))

    @sees(Guest)
    def instances_of_own_functions(self, viewer: Guest, function: Function, instance: Instance) -> None:
        see(self.mig.serves(function, instance), where=self.functions.uses(viewer, function))

    @sees(Guest)
    def content_of_own_instances(self, viewer: Guest, function: Function, instance: Instance, part: Part) -> None:
        """What it reads there, whichever slice it is in."""
        see(
            self.mig.vram(self.mig.slice_of(instance, part)),
            where=self.reaches(viewer, function, instance) and self.mig.has(instance, part),
        )

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
    def bound_instances_are_used(self, function: Function, instance: Instance) -> bool:
        return implies(self.bound(function, instance), self.used(instance) and self.functions.assigned(function))
