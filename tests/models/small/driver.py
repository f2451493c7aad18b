"""The GPU's driver: what it does by itself, and the contract that it is held to."""

from septum.language import Concern, always, duty, implies, invariant, joins, step, when
from septum.models.assumptions.driver_binds_as_told import DriverBindsAsTold
from septum.models.assumptions.one_function_for_each_instance import OneFunctionForEachInstance
from septum.models.assumptions.routes_are_exclusive import RoutesAreExclusive
from septum.models.assumptions.routes_are_set_before_bind import RoutesAreSetBeforeBind
from septum.models.assumptions.slices_are_scrubbed import SlicesAreScrubbed
from septum.models.assumptions.users_keep_their_memory import UsersKeepTheirMemory
from septum.models.assumptions.users_keep_their_routes import UsersKeepTheirRoutes

from .instances import Driver, Instances
from .memory import Memory
from .mig import Function, Instance, Mig, Part, Slice


class GpuDriver(Concern):
    """Slices are scrubbed, routed to an instance, used, unrouted, scrubbed again."""

    memory: Memory
    mig: Mig
    instances: Instances

    @step(by=Driver)
    def scrub_slice(self, unit: Slice) -> None:
        """Overwrite a slice."""
        duty(UsersKeepTheirMemory, not self.mig.is_in_use(unit))
        self.mig.vram[unit] = self.memory.ZERO

    @step(by=Driver)
    def route(self, instance: Instance, part: Part, unit: Slice) -> None:
        """Let a part of an instance lead to a slice."""
        duty(UsersKeepTheirRoutes, not self.mig.has_user(instance))
        duty(RoutesAreExclusive, not self.mig.is_routed_to(unit))
        duty(SlicesAreScrubbed, self.mig.vram(unit) == self.memory.ZERO)
        self.mig.routed[instance, part] = True
        self.mig.slice_of[instance, part] = unit

    @step(by=Driver)
    def unroute(self, instance: Instance, part: Part) -> None:
        """Let a part lead nowhere of its own: from now on another's route may lead where it led."""
        duty(UsersKeepTheirRoutes, not self.mig.has_user(instance))
        self.mig.routed[instance, part] = False

    @joins(Instances.bind)
    def every_part_has_its_route(self, instance: Instance) -> None:
        duty(
            RoutesAreSetBeforeBind,
            all(self.mig.routed(instance, part) for part in Part if self.mig.has(instance, part)),
        )

    # --- what happens only where the contract is broken

    @step(by=Driver, unless=DriverBindsAsTold)
    def rewire(self, function: Function, instance: Instance) -> None:
        """A function comes to serve an instance of which the core was told nothing."""
        when(not any(self.mig.serves[function, :]) and not self.mig.has_user(instance))
        self.mig.serves[function, instance] = True

    @step(by=Driver, unless=OneFunctionForEachInstance)
    def share(self, function: Function, instance: Instance) -> None:
        """A second function comes to serve an instance, or a function a second instance."""
        when(any(self.mig.serves[function, :]) or self.mig.has_user(instance))
        self.mig.serves[function, instance] = True

    # --- what follows from the contract

    @always
    def instances_do_not_overlap(self, one: Instance, here: Part, other: Instance, there: Part) -> bool:
        """No slice belongs to two instances, nor to two places of one."""
        return implies(
            self.mig.routed(one, here)
            and self.mig.routed(other, there)
            and self.mig.slice_of(one, here) == self.mig.slice_of(other, there),
            one == other and here == there,
        )

    @invariant
    def used_parts_have_routes(self, function: Function, instance: Instance, part: Part) -> bool:
        return implies(
            self.mig.serves(function, instance) and self.mig.has(instance, part), self.mig.routed(instance, part)
        )

    @invariant
    def new_instances_hold_nothing(self, instance: Instance, part: Part) -> bool:
        return implies(
            self.mig.routed(instance, part) and not self.instances.used(instance),
            self.mig.vram(self.mig.slice_of(instance, part)) == self.memory.ZERO,
        )
