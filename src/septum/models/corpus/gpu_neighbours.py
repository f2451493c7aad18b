"""What an instance of a GPU does to another that is in use."""

from septum.language import Concern, example
from septum.models.assumptions.counters_are_hidden import CountersAreHidden
from septum.models.assumptions.memory_keeps_its_bits import MemoryKeepsItsBits
from septum.models.assumptions.one_function_for_each_instance import OneFunctionForEachInstance
from septum.models.corpus.gpu_procedures import GpuProcedures
from septum.models.driver import GpuDriver
from septum.models.excluded.shared_gpus import SharedGpus
from septum.models.guests import Guest
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, RequesterId
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Vcpu
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class GpuNeighbourAttacks(Concern):
    """Alice works in the first instance; Bob has a function of the same GPU, and may have the second."""

    memory: Memory
    mig: Mig
    driver: GpuDriver
    shared: SharedGpus
    gpu: GpuProcedures

    @example(without=OneFunctionForEachInstance, leak=True)
    def an_instance_answers_to_two_functions(
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
        word: Word,
    ) -> None:
        """The driver lets Bob's function use an instance that is in use; what he writes there is Alice's."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.driver.share(other, first)
        self.mig.gpu_store(cpu, bob, gfn, two, first, part, word)

    @example(without=CountersAreHidden, leak=True)
    def metrics_count_everybodys_work(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        bar: Frame,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        first: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        work: Word,
    ) -> None:
        """Bob asks for metrics of the GPU, and they show what Alice's instance is busy with."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.use_local_memory(cpu, alice, gfn, one, first, work)
        self.gpu.admit(bob, other, other_requester)
        assert self.shared.read_metrics(bob, other, first) == work

    @example(without=MemoryKeepsItsBits, leak=True)
    def rows_are_hammered(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        bar: Frame,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        first: Instance,
        second: Instance,
        part: Part,
        unit: Slice,
        next_unit: Slice,
        zero: Word,
        word: Word,
    ) -> None:
        """Bob's kernel reads rows of his slice until a bit flips in Alice's."""
        assert self.memory.ZERO == zero and self.mig.has(first, part) and self.mig.has(second, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.gpu.prepare(second, part, next_unit)
        self.gpu.admit(bob, other, other_requester)
        self.gpu.instances.bind(bob, other, second)
        self.shared.hammer_slice(bob, other, second, unit, word)
