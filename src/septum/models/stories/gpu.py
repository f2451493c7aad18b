"""Runs in which a function and a slice of the GPU serve one guest after another."""

from septum.language import Concern, example, impossible, refused
from septum.models.driver import GpuDriver
from septum.models.functions import BAR_LENT, FUNCTION_TAKEN, Functions
from septum.models.guests import Cpu, Guest, Guests
from septum.models.hardware.mig import NO_INSTANCE, NO_SUCH_PART, Function, Instance, Mig, Part, Slice
from septum.models.instances import FUNCTION_BOUND, INSTANCE_USED, Instances
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.stories.procedures import Procedures
from septum.models.translation import (
    NOT_MEMORY,
    Gfn,
    Translation,
)


class GpuStories(Concern):
    """Serve, take apart, reuse."""

    guests: Guests
    memory: Memory
    translation: Translation
    mig: Mig
    functions: Functions
    instances: Instances
    driver: GpuDriver
    procedures: Procedures

    @example
    def a_slice_serves_two_guests(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        bar: Frame,
        function: Function,
        first: Instance,
        second: Instance,
        part: Part,
        elsewhere: Slice,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's instance is torn down; Bob's gets its slice and its function, and he reads nothing."""
        assert zero == self.memory.ZERO
        assert self.memory.is_device(bar) and self.mig.bar(bar) == function
        assert self.mig.has(first, part) and self.mig.has(second, part)
        self.procedures.boot_with_function(cpu, alice, gfn, one, bar, function)
        assert impossible(self.instances.bind(alice, function, first))
        self.driver.route(first, part, unit)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, one, first, part), NO_INSTANCE)
        self.instances.bind(alice, function, first)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        assert self.mig.gpu_load(cpu, alice, gfn, one, first, part) == secret
        assert refused(self.translation.load(cpu, alice, gfn, one), NOT_MEMORY)
        assert impossible(self.driver.scrub_slice(unit))
        assert impossible(self.driver.unroute(first, part))
        assert refused(self.functions.assign(alice, function), FUNCTION_TAKEN)
        assert refused(self.functions.release(function), BAR_LENT)
        self.procedures.give_back(alice, gfn, one)
        assert refused(self.functions.release(function), FUNCTION_BOUND)
        self.instances.unbind(function, first)
        self.functions.release(function)
        self.guests.preempt(cpu)
        self.driver.unroute(first, part)
        assert impossible(self.driver.route(second, part, unit))
        self.driver.scrub_slice(unit)
        self.driver.route(second, part, unit)
        self.procedures.boot_with_function(cpu, bob, gfn, two, bar, function)
        assert refused(self.instances.bind(bob, function, first), INSTANCE_USED)
        self.instances.bind(bob, function, second)
        assert self.mig.gpu_load(cpu, bob, gfn, two, second, part) == zero
        self.instances.unbind(function, second)
        assert refused(self.mig.gpu_load(cpu, bob, gfn, two, second, part), NO_INSTANCE)

    @example
    def instances_have_their_sizes(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        instance: Instance,
        another: Instance,
        part: Part,
        beyond: Part,
        unit: Slice,
    ) -> None:
        """A guest reaches the parts that its instance has, and a BAR goes to no other guest."""
        assert self.memory.is_device(bar) and self.mig.bar(bar) == function
        assert self.mig.has(instance, part) and not self.mig.has(instance, beyond)
        self.driver.route(instance, part, unit)
        self.procedures.boot_with_function(cpu, alice, gfn, page, bar, function)
        self.instances.bind(alice, function, instance)
        assert refused(self.instances.bind(alice, function, another), FUNCTION_BOUND)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, page, instance, beyond), NO_SUCH_PART)
        self.procedures.give_back(alice, gfn, page)
        self.guests.create(bob)
        assert refused(self.functions.assign(bob, function), FUNCTION_TAKEN)
