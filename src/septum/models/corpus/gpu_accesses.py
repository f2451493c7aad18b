"""Accesses to a GPU that reach another's instance."""

from septum.language import Concern, example
from septum.models.corpus.gpu_procedures import GpuProcedures
from septum.models.guests import Guest
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, RequesterId
from septum.models.instances import Instances
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.translation import Gfn, Translation
from septum.models.vmids import Vmid


class GpuAccessAttacks(Concern):
    """Alice has the first instance; Bob has a function of the GPU."""

    memory: Memory
    scheduling: Scheduling
    translation: Translation
    mig: Mig
    instances: Instances
    gpu: GpuProcedures

    @example(without="gpu_load.NO_SUCH_PART", leak=True)
    def a_load_beyond_the_instance(
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
        beyond: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob's instance has no such part; where nothing is routed, the default leads to Alice's slice."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.gpu.renew(second)
        self.instances.bind(bob, other, second)
        assert self.mig.gpu_load(cpu, bob, gfn, two, second, beyond) == secret

    @example(without="gpu_store.NO_SUCH_PART", leak=True)
    def a_store_beyond_the_instance(
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
        beyond: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob's instance has no such part; where nothing is routed, the default leads to Alice's slice."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.gpu.renew(second)
        self.instances.bind(bob, other, second)
        self.mig.gpu_store(cpu, bob, gfn, two, second, beyond, secret)

    @example(without="gpu_store.NO_INSTANCE", leak=True)
    def a_store_to_a_neighbour(
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
        """Bob writes to an instance that his function does not serve."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.mig.gpu_store(cpu, bob, gfn, two, first, part, secret)
