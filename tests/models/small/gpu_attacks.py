"""Runs that the driver's contract stops: each leaves one clause out, and ends with a leak."""

from septum.language import Concern, example
from septum.models.assumptions.driver_binds_as_told import DriverBindsAsTold
from septum.models.assumptions.one_function_for_each_instance import OneFunctionForEachInstance
from septum.models.assumptions.routes_are_exclusive import RoutesAreExclusive
from septum.models.assumptions.routes_are_set_before_bind import RoutesAreSetBeforeBind
from septum.models.assumptions.slices_are_scrubbed import SlicesAreScrubbed

from .driver import GpuDriver
from .guests import Cpu, Guest, Guests
from .instances import Instances
from .memory import Frame, Memory, Page, Word
from .mig import Function, Instance, Mig, Part, Slice
from .procedures import Procedures
from .translation import (
    Gfn,
)


class GpuAttacks(Concern):
    """What the contract is for."""

    guests: Guests
    memory: Memory
    mig: Mig
    instances: Instances
    driver: GpuDriver
    procedures: Procedures

    def boot_both(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        alices_bar: Frame,
        bobs_bar: Frame,
        alices: Function,
        bobs: Function,
        first: Instance,
        part: Part,
        secret: Word,
    ) -> None:
        """Alice has a secret in the first instance; then Bob runs, with a function of his own and no instance."""
        assert self.memory.is_device(alices_bar) and self.mig.bar(alices_bar) == alices
        assert self.memory.is_device(bobs_bar) and self.mig.bar(bobs_bar) == bobs
        self.procedures.boot_with_function(cpu, alice, gfn, one, alices_bar, alices)
        self.instances.bind(alice, alices, first)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.guests.preempt(cpu)
        self.procedures.boot_with_function(cpu, bob, gfn, two, bobs_bar, bobs)

    @example(without=RoutesAreSetBeforeBind, leak=True)
    def a_default_route_leads_to_a_neighbour(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        alices_bar: Frame,
        bobs_bar: Frame,
        alices: Function,
        bobs: Function,
        first: Instance,
        second: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """After a re-partition Bob's instance has a default route, into Alice's slice (CVE-2026-24197)."""
        assert self.memory.ZERO == zero
        assert self.mig.has(first, part) and self.mig.has(second, part)
        self.driver.route(first, part, unit)
        self.boot_both(cpu, alice, bob, gfn, one, two, alices_bar, bobs_bar, alices, bobs, first, part, secret)
        self.instances.bind(bob, bobs, second)
        assert self.mig.gpu_load(cpu, bob, gfn, two, second, part) == secret

    @example(without=RoutesAreExclusive, leak=True)
    def two_routes_lead_to_one_slice(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        alices_bar: Frame,
        bobs_bar: Frame,
        alices: Function,
        bobs: Function,
        first: Instance,
        second: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """The driver routes Bob's instance to Alice's slice."""
        assert self.memory.ZERO == zero
        assert self.mig.has(first, part) and self.mig.has(second, part)
        self.driver.route(first, part, unit)
        self.driver.route(second, part, unit)
        self.boot_both(cpu, alice, bob, gfn, one, two, alices_bar, bobs_bar, alices, bobs, first, part, secret)
        self.instances.bind(bob, bobs, second)
        assert self.mig.gpu_load(cpu, bob, gfn, two, second, part) == secret

    @example(without=SlicesAreScrubbed, leak=True)
    def a_slice_is_not_scrubbed(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        alices_bar: Frame,
        bobs_bar: Frame,
        alices: Function,
        bobs: Function,
        first: Instance,
        second: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob's instance gets Alice's slice as she left it."""
        assert self.memory.ZERO == zero
        assert self.mig.has(first, part) and self.mig.has(second, part)
        self.driver.route(first, part, unit)
        self.boot_both(cpu, alice, bob, gfn, one, two, alices_bar, bobs_bar, alices, bobs, first, part, secret)
        self.instances.unbind(alices, first)
        self.driver.unroute(first, part)
        self.driver.route(second, part, unit)
        self.instances.bind(bob, bobs, second)
        assert self.mig.gpu_load(cpu, bob, gfn, two, second, part) == secret

    @example(without=DriverBindsAsTold, leak=True)
    def a_function_serves_another_instance(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        alices_bar: Frame,
        bobs_bar: Frame,
        alices: Function,
        bobs: Function,
        first: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's instance is unbound and not yet scrubbed when the driver lets Bob's function serve it."""
        assert self.memory.ZERO == zero
        assert self.mig.has(first, part)
        self.driver.route(first, part, unit)
        self.boot_both(cpu, alice, bob, gfn, one, two, alices_bar, bobs_bar, alices, bobs, first, part, secret)
        self.instances.unbind(alices, first)
        self.driver.rewire(bobs, first)
        assert self.mig.gpu_load(cpu, bob, gfn, two, first, part) == secret

    @example(without=OneFunctionForEachInstance, leak=True)
    def two_functions_share_an_instance(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        gfn: Gfn,
        one: Page,
        two: Page,
        alices_bar: Frame,
        bobs_bar: Frame,
        alices: Function,
        bobs: Function,
        first: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob's function comes to serve Alice's instance beside hers."""
        assert self.memory.ZERO == zero
        assert self.mig.has(first, part)
        self.driver.route(first, part, unit)
        self.boot_both(cpu, alice, bob, gfn, one, two, alices_bar, bobs_bar, alices, bobs, first, part, secret)
        self.driver.share(bobs, first)
        assert self.mig.gpu_load(cpu, bob, gfn, two, first, part) == secret
