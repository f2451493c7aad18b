"""Routes of a GPU that change under their user, and instances that stay with a function."""

from septum.language import Concern, example
from septum.models.assumptions.users_keep_their_routes import UsersKeepTheirRoutes
from septum.models.corpus.gpu_procedures import GpuProcedures
from septum.models.driver import GpuDriver
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, RequesterId
from septum.models.instances import Instances
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class GpuRouteAttacks(Concern):
    """What the driver, or a reset, leaves undone."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    functions: Functions
    mig: Mig
    instances: Instances
    driver: GpuDriver
    procedures: Procedures
    gpu: GpuProcedures

    @example(without=UsersKeepTheirRoutes, leak=True)
    def a_route_changes_under_its_user(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        first: Instance,
        part: Part,
        unit: Slice,
        other_unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's data are gone: her part leads to another slice."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.driver.scrub_slice(other_unit)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.driver.route(first, part, other_unit)
        assert self.mig.gpu_load(cpu, alice, gfn, one, first, part) == zero

    @example(without=UsersKeepTheirRoutes, leak=True)
    def a_route_ends_under_its_user(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        first: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's slice counts as unused, and is overwritten."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.driver.unroute(first, part)
        self.driver.scrub_slice(unit)
        assert self.mig.gpu_load(cpu, alice, gfn, one, first, part) == zero

    @example(without="reset.FUNCTION_BOUND", leak=True)
    def an_instance_stays_with_its_function(
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
        function: Function,
        requester: RequesterId,
        first: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's function is Bob's, and still serves her instance."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        assert self.scheduling.guest_of(his) == bob
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.procedures.take_page(cpu, alice, gfn, one)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.functions.reset(function)
        self.functions.release(function)
        self.scheduling.save_vcpu(cpu, hers)
        self.guests.create(bob)
        self.procedures.give_function(bob, function, requester)
        self.procedures.give_device_page(bob, gfn, two, bar)
        self.procedures.start(cpu, his, bob, tag)
        self.procedures.touch(cpu, bob, gfn, two)
        assert self.mig.gpu_load(cpu, bob, gfn, two, first, part) == secret

    @example(without="bind.QUARANTINED", leak=True)
    def an_instance_comes_after_the_reset(
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
        function: Function,
        requester: RequesterId,
        first: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """A function is bound when it has been reset: Bob has an instance of which nobody told him."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        assert self.scheduling.guest_of(his) == bob
        self.gpu.prepare(first, part, unit)
        self.gpu.boot(cpu, hers, alice, vmid, gfn, one, bar, function, requester)
        self.procedures.take_page(cpu, alice, gfn, one)
        self.functions.detach(requester)
        self.procedures.renew(function)
        self.instances.bind(alice, function, first)
        self.functions.release(function)
        self.scheduling.save_vcpu(cpu, hers)
        self.guests.create(bob)
        self.procedures.give_function(bob, function, requester)
        self.procedures.give_device_page(bob, gfn, two, bar)
        self.procedures.start(cpu, his, bob, tag)
        self.procedures.touch(cpu, bob, gfn, two)
        assert self.mig.gpu_load(cpu, bob, gfn, two, first, part) == zero
