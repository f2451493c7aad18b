"""Accesses to a GPU where the guest maps nothing."""

from septum.language import Concern, example
from septum.models.corpus.gpu_procedures import GpuProcedures
from septum.models.guests import Guest
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, RequesterId
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Vcpu
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class GpuUntranslatedAttacks(Concern):
    """Alice has an instance; Bob has a function of the GPU, and reaches past what he maps."""

    memory: Memory
    mig: Mig
    gpu: GpuProcedures

    @example(without="gpu_store.FAULT", leak=True)
    def a_store_without_a_translation(
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
        nowhere: Gfn,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob maps nothing there, and writes to Alice's instance all the same."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        self.mig.gpu_store(cpu, bob, nowhere, two, first, part, secret)

    @example(without="gpu_load.FAULT", leak=True)
    def a_load_without_a_translation(
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
        nowhere: Gfn,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob maps nothing there, and reads Alice's instance all the same."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.gpu_store(cpu, alice, gfn, one, first, part, secret)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        assert self.mig.gpu_load(cpu, bob, nowhere, two, first, part) == secret

    @example(without="use_local_memory.FAULT", leak=True)
    def local_memory_without_a_translation(
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
        nowhere: Gfn,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Bob maps nothing there, and Alice's instance computes for him."""
        assert self.memory.ZERO == zero and self.mig.has(first, part)
        self.gpu.serve(cpu, hers, alice, vmid, gfn, one, bar, function, requester, first, part, unit)
        self.mig.use_local_memory(cpu, alice, gfn, one, first, secret)
        self.gpu.enter(cpu, hers, his, bob, tag, gfn, two, other_bar, other, other_requester)
        assert self.mig.use_local_memory(cpu, bob, nowhere, two, first, zero) == secret
