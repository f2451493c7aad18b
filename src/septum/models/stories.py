"""Runs that must be possible: frames, slices and names serve one guest after another.

A core that does nothing keeps everybody apart; these runs are how that is noticed. Names are different things, and
what a run does not name is not there.
"""

from septum.language import Concern, example, impossible, refused
from septum.models.driver import GpuDriver
from septum.models.functions import BAR_LENT, FUNCTION_TAKEN, Functions
from septum.models.guests import CPU_IN_USE, NAME_IN_USE, ON_A_CPU, WRONG_PHASE, Cpu, Guest, Guests
from septum.models.hardware.mig import NO_INSTANCE, NO_SUCH_PART, Function, Instance, Mig, Part, Slice
from septum.models.instances import FUNCTION_BOUND, INSTANCE_USED, Instances
from septum.models.memory import FRAME_LENT, HOLDS_PAGES, NOT_SCRUBBED, PAGE_NAME_USED, Frame, Memory, Page, Word
from septum.models.translation import (
    BEING_TAKEN,
    FAULT,
    GFN_IN_USE,
    NOT_INVALIDATED,
    NOT_MEMORY,
    NOT_OWNER,
    STILL_MAPPED,
    Access,
    Gfn,
    Translation,
)


class Stories(Concern):
    """Serve, destroy, reuse."""

    guests: Guests
    memory: Memory
    translation: Translation
    mig: Mig
    functions: Functions
    instances: Instances
    driver: GpuDriver

    # --- what several runs have in common

    def boot(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, frame: Frame) -> None:
        """A guest with one page of RAM, on a CPU."""
        self.guests.create(guest)
        self.memory.lend(guest, page, frame)
        self.translation.map_page(guest, gfn, page, {Access.READ, Access.WRITE, Access.EXECUTE})
        self.guests.start(guest)
        self.guests.dispatch(cpu, guest)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.READ)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.WRITE)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.EXECUTE)

    def boot_with_function(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, bar: Frame, function: Function) -> None:
        """A guest with a function and a page of its BAR, on a CPU."""
        self.guests.create(guest)
        self.functions.assign(guest, function)
        self.memory.lend(guest, page, bar)
        self.translation.map_page(guest, gfn, page, {Access.READ, Access.WRITE})
        self.guests.start(guest)
        self.guests.dispatch(cpu, guest)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.READ)
        self.translation.fill_tlb(cpu, guest, gfn, page, Access.WRITE)

    def give_back(self, guest: Guest, gfn: Gfn, page: Page) -> None:
        """A guest's page, taken from it."""
        self.translation.unmap_page(guest, gfn, page)
        self.translation.invalidate(page)
        self.memory.take_back(page)

    # --- memory

    @example
    def a_frame_serves_two_guests(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        other: Frame,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice writes a secret, gives her page back and ends; Bob gets the frame and reads nothing."""
        assert zero == self.memory.ZERO
        self.memory.scrub(ram)
        self.boot(cpu, alice, gfn, one, ram)
        self.translation.store(cpu, alice, gfn, one, secret)
        assert self.translation.load(cpu, alice, gfn, one) == secret
        assert self.translation.fetch(cpu, alice, gfn, one) == secret
        assert refused(self.memory.scrub(ram), FRAME_LENT)
        assert refused(self.translation.map_page(bob, gfn, one, {Access.READ}), NOT_OWNER)
        assert refused(self.translation.invalidate(one), STILL_MAPPED)
        self.translation.unmap_page(alice, gfn, one)
        assert self.translation.load(cpu, alice, gfn, one) == secret
        assert refused(self.memory.take_back(one), NOT_INVALIDATED)
        self.translation.invalidate(one)
        assert refused(self.translation.load(cpu, alice, gfn, one), FAULT)
        assert refused(self.translation.store(cpu, alice, gfn, one, secret), FAULT)
        assert refused(self.translation.fetch(cpu, alice, gfn, one), FAULT)
        assert refused(self.translation.map_page(alice, gfn, one, {Access.READ}), BEING_TAKEN)
        self.memory.take_back(one)
        self.guests.preempt(cpu)
        assert impossible(self.translation.load(cpu, alice, gfn, one))
        self.guests.quiesce(alice)
        self.guests.destroy(alice)
        self.guests.create(bob)
        assert refused(self.memory.lend(bob, one, ram), PAGE_NAME_USED)
        assert refused(self.memory.lend(bob, two, ram), NOT_SCRUBBED)
        self.memory.scrub(ram)
        self.memory.lend(bob, two, ram)
        self.translation.map_page(bob, gfn, two, {Access.READ})
        self.guests.start(bob)
        self.guests.dispatch(cpu, bob)
        self.translation.fill_tlb(cpu, bob, gfn, two, Access.READ)
        assert self.translation.load(cpu, bob, gfn, two) == zero
        assert refused(self.translation.store(cpu, bob, gfn, two, secret), FAULT)

    @example
    def a_name_serves_two_guests(
        self, cpu: Cpu, alice: Guest, gfn: Gfn, one: Page, two: Page, ram: Frame, zero: Word, secret: Word
    ) -> None:
        """Another guest is created under Alice's name, and finds nothing of hers."""
        assert zero == self.memory.ZERO
        self.memory.scrub(ram)
        self.boot(cpu, alice, gfn, one, ram)
        self.translation.store(cpu, alice, gfn, one, secret)
        assert refused(self.guests.create(alice), NAME_IN_USE)
        assert refused(self.guests.quiesce(alice), ON_A_CPU)
        self.guests.preempt(cpu)
        assert refused(self.guests.destroy(alice), WRONG_PHASE)
        self.guests.quiesce(alice)
        assert refused(self.guests.dispatch(cpu, alice), WRONG_PHASE)
        assert refused(self.guests.destroy(alice), HOLDS_PAGES)
        self.give_back(alice, gfn, one)
        self.guests.destroy(alice)
        self.memory.scrub(ram)
        self.boot(cpu, alice, gfn, two, ram)
        assert refused(self.translation.load(cpu, alice, gfn, one), FAULT)
        assert self.translation.load(cpu, alice, gfn, two) == zero

    @example
    def guests_take_turns(
        self, cpu: Cpu, alice: Guest, bob: Guest, gfn: Gfn, one: Page, two: Page, here: Frame, there: Frame
    ) -> None:
        """A CPU runs one guest, then another. Entries go when there is no room, and come back."""
        self.memory.scrub(here)
        self.memory.scrub(there)
        self.boot(cpu, alice, gfn, one, here)
        self.translation.forget(cpu, alice, gfn, one, Access.READ)
        assert refused(self.translation.load(cpu, alice, gfn, one), FAULT)
        self.translation.fill_tlb(cpu, alice, gfn, one, Access.READ)
        self.guests.create(bob)
        assert refused(self.memory.lend(bob, two, here), FRAME_LENT)
        self.memory.lend(bob, two, there)
        self.guests.start(bob)
        assert refused(self.guests.dispatch(cpu, bob), CPU_IN_USE)
        self.guests.preempt(cpu)
        self.guests.dispatch(cpu, bob)
        assert impossible(self.translation.fill_tlb(cpu, alice, gfn, one, Access.READ))

    @example
    def a_gfn_maps_one_page(self, alice: Guest, gfn: Gfn, one: Page, two: Page, here: Frame, there: Frame) -> None:
        """The second page waits until the first is unmapped; rights can be withdrawn one by one."""
        self.memory.scrub(here)
        self.memory.scrub(there)
        self.guests.create(alice)
        self.memory.lend(alice, one, here)
        self.memory.lend(alice, two, there)
        self.translation.map_page(alice, gfn, one, {Access.READ, Access.WRITE})
        self.translation.map_page(alice, gfn, one, {Access.READ})
        assert refused(self.translation.map_page(alice, gfn, two, {Access.READ}), GFN_IN_USE)
        self.translation.unmap_page(alice, gfn, one)
        self.translation.map_page(alice, gfn, two, {Access.READ})

    # --- the GPU

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
        assert impossible(self.instances.bind(alice, function, first))
        self.driver.route(first, part, unit)
        self.boot_with_function(cpu, alice, gfn, one, bar, function)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, one, first, part), NO_INSTANCE)
        self.instances.bind(alice, function, first)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        assert self.mig.gpu_load(cpu, alice, gfn, one, first, part) == secret
        assert refused(self.translation.load(cpu, alice, gfn, one), NOT_MEMORY)
        assert impossible(self.driver.scrub_slice(unit))
        assert impossible(self.driver.unroute(first, part))
        assert refused(self.functions.assign(alice, function), FUNCTION_TAKEN)
        assert refused(self.functions.release(function), BAR_LENT)
        self.give_back(alice, gfn, one)
        assert refused(self.functions.release(function), FUNCTION_BOUND)
        self.instances.unbind(function, first)
        self.functions.release(function)
        self.guests.preempt(cpu)
        self.driver.unroute(first, part)
        assert impossible(self.driver.route(second, part, unit))
        self.driver.scrub_slice(unit)
        self.driver.route(second, part, unit)
        self.boot_with_function(cpu, bob, gfn, two, bar, function)
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
        self.boot_with_function(cpu, alice, gfn, page, bar, function)
        self.instances.bind(alice, function, instance)
        assert refused(self.instances.bind(alice, function, another), FUNCTION_BOUND)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, page, instance, beyond), NO_SUCH_PART)
        self.give_back(alice, gfn, page)
        self.guests.create(bob)
        assert refused(self.functions.assign(bob, function), FUNCTION_TAKEN)
