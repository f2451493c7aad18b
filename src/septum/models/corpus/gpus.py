"""What a GPU, or its driver, lets one instance have of another."""

from septum.language import Concern, example
from septum.models.assumptions.driver_binds_as_told import DriverBindsAsTold
from septum.models.assumptions.local_memory_is_cleared import LocalMemoryIsCleared
from septum.models.assumptions.routes_are_set_before_bind import RoutesAreSetBeforeBind
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


class GpuAttacks(Concern):
    """Alice works in the first instance; Bob has a function of the same GPU."""

    memory: Memory
    mig: Mig
    instances: Instances
    driver: GpuDriver
    gpu: GpuProcedures

    @example(without=RoutesAreSetBeforeBind, leak=True)
    def a_default_route_leads_to_a_neighbour(
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
        """After a new partition Bob's instance goes where the GPU's defaults say: to Alice's slice."""
        assert self.memory.ZERO == zero and self.mig.has(first, part) and self.mig.has(second, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.gpu.renew(second)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.instances.bind(bob, other, second)
        assert self.mig.gpu_load(cpu, bob, gfn, two, second, part) == secret

    @example(without=LocalMemoryIsCleared, leak=True)
    def local_memory_is_left_over(
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
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob's kernel comes after Alice's, and reads on-chip memory before it writes any."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.use_local_memory(cpu, alice, gfn, one, first, secret)
        self.instances.unbind(function, first)
        self.instances.renew(first)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.instances.bind(bob, other, first)
        assert self.mig.use_local_memory(cpu, bob, gfn, two, first, zero) == secret

    @example(without=DriverBindsAsTold, leak=True)
    def a_function_gets_what_it_was_not_given(
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
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob asks the driver for resources that the core has given him no right to, and the driver obeys."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.instances.unbind(function, first)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.driver.rewire(other, first)
        assert self.mig.gpu_load(cpu, bob, gfn, two, first, part) == secret
