"""Slices of a GPU's memory that come to a second instance with, or beside, the first."""

from septum.language import Concern, example
from septum.models.assumptions.routes_are_exclusive import RoutesAreExclusive
from septum.models.assumptions.slices_are_scrubbed import SlicesAreScrubbed
from septum.models.corpus.gpu_procedures import GpuProcedures
from septum.models.driver import GpuDriver
from septum.models.guests import Guest
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, RequesterId
from septum.models.instances import Instances
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Vcpu
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class GpuSliceAttacks(Concern):
    """Alice had the first instance; Bob gets the second."""

    memory: Memory
    mig: Mig
    instances: Instances
    driver: GpuDriver
    gpu: GpuProcedures

    @example(without=SlicesAreScrubbed, leak=True)
    def a_slice_is_left_as_it_was(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        bar: Frame,
        other_bar: Frame,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        first: Instance,
        second: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """The slice is Bob's, and what Alice kept there is still in it."""
        assert self.memory.ZERO == zero and self.mig.has(first, part) and self.mig.has(second, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.instances.unbind(function, first)
        self.driver.unroute(first, part)
        self.driver.route(second, part, unit)
        self.gpu.renew(second)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.instances.bind(bob, other, second)
        assert self.mig.gpu_load(cpu, bob, gfn, two, second, part) == secret

    @example(without=RoutesAreExclusive, leak=True)
    def two_routes_lead_to_one_slice(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        bar: Frame,
        other_bar: Frame,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        first: Instance,
        second: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        word: Word,
    ) -> None:
        """The first route is still there when the second is made."""
        assert self.memory.ZERO == zero and self.mig.has(first, part) and self.mig.has(second, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.driver.route(second, part, unit)
        self.gpu.renew(second)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.instances.bind(bob, other, second)
        self.mig.gpu_store(cpu, bob, gfn, two, second, part, word)

    @example(without=SlicesAreScrubbed, leak=True)
    def a_slice_is_routed_as_it_was(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        bar: Frame,
        other_bar: Frame,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        first: Instance,
        second: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob's instance is renewed before it has its slice; in the slice are Alice's data."""
        assert self.memory.ZERO == zero and self.mig.has(first, part) and self.mig.has(second, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.instances.unbind(function, first)
        self.driver.unroute(first, part)
        self.gpu.renew(second)
        self.driver.route(second, part, unit)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.instances.bind(bob, other, second)
        assert self.mig.gpu_load(cpu, bob, gfn, two, second, part) == secret
