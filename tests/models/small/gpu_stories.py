"""Runs in which a function and a slice of the GPU serve one guest after another."""

from septum.language import Concern, example, impossible, refused

from .driver import GpuDriver
from .functions import BAR_LENT, FUNCTION_TAKEN, HOLDS_FUNCTIONS, NOT_ASSIGNED, NOT_YOURS, Functions
from .guests import Cpu, Guest, Guests
from .instances import FUNCTION_BOUND, INSTANCE_USED, NOT_BOUND, Instances
from .memory import NO_SUCH_GUEST, Frame, Memory, Page, Word
from .mig import NO_INSTANCE, NO_SUCH_PART, Function, Instance, Mig, Part, Slice
from .procedures import Procedures
from .translation import FAULT, NOT_MEMORY, Access, Gfn, Translation


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
        assert self.memory.ZERO == zero
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
        assert refused(self.translation.store(cpu, alice, gfn, one, secret), NOT_MEMORY)
        assert impossible(self.driver.scrub_slice(unit))
        assert impossible(self.driver.unroute(first, part))
        assert refused(self.functions.assign(alice, function), FUNCTION_TAKEN)
        assert refused(self.functions.release(function), BAR_LENT)
        self.procedures.give_back(alice, gfn, one)
        assert refused(self.functions.release(function), FUNCTION_BOUND)
        self.instances.unbind(function, first)
        assert refused(self.instances.unbind(function, first), NOT_BOUND)
        self.functions.release(function)
        assert refused(self.functions.release(function), NOT_ASSIGNED)
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
    def an_instance_has_its_size(
        self,
        cpu: Cpu,
        alice: Guest,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        instance: Instance,
        another: Instance,
        part: Part,
        beyond: Part,
        unit: Slice,
        word: Word,
    ) -> None:
        """A guest reaches the parts that its instance has, while it runs and has the translation."""
        assert self.memory.is_device(bar) and self.mig.bar(bar) == function
        assert self.mig.has(instance, part) and not self.mig.has(instance, beyond)
        self.driver.route(instance, part, unit)
        self.procedures.boot_with_function(cpu, alice, gfn, page, bar, function)
        assert refused(self.mig.gpu_store(cpu, alice, gfn, page, instance, part, word), NO_INSTANCE)
        self.instances.bind(alice, function, instance)
        assert refused(self.instances.bind(alice, function, another), FUNCTION_BOUND)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, page, instance, beyond), NO_SUCH_PART)
        assert refused(self.mig.gpu_store(cpu, alice, gfn, page, instance, beyond, word), NO_SUCH_PART)
        self.translation.map_page(alice, gfn, page, {Access.EXECUTE})
        self.translation.fill_tlb(cpu, alice, gfn, page, Access.EXECUTE)
        assert refused(self.translation.fetch(cpu, alice, gfn, page), NOT_MEMORY)
        self.procedures.give_back(alice, gfn, page)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, page, instance, part), FAULT)
        assert refused(self.mig.gpu_store(cpu, alice, gfn, page, instance, part, word), FAULT)
        self.guests.preempt(cpu)
        assert impossible(self.mig.gpu_load(cpu, alice, gfn, page, instance, part))
        assert impossible(self.mig.gpu_store(cpu, alice, gfn, page, instance, part, word))

    @example
    def a_function_has_one_user(
        self, cpu: Cpu, alice: Guest, bob: Guest, page: Page, bar: Frame, function: Function, instance: Instance
    ) -> None:
        """Nobody but its user gets a function's BAR or an instance through it, and no guest ends with a function."""
        assert self.memory.is_device(bar) and self.mig.bar(bar) == function
        assert refused(self.functions.assign(alice, function), NO_SUCH_GUEST)
        self.guests.create(alice)
        self.guests.create(bob)
        self.functions.assign(alice, function)
        assert refused(self.functions.assign(bob, function), FUNCTION_TAKEN)
        assert refused(self.memory.lend(bob, page, bar), NOT_YOURS)
        assert refused(self.instances.bind(bob, function, instance), NOT_YOURS)
        self.guests.start(alice)
        self.guests.dispatch(cpu, alice)
        self.guests.preempt(cpu)
        self.guests.quiesce(alice)
        assert refused(self.guests.destroy(alice), HOLDS_FUNCTIONS)
        self.functions.release(function)
        self.guests.destroy(alice)
