"""A partitioned GPU: what it does with an access that arrives at one of its functions."""

from septum.language import (
    Concern,
    Map,
    Relation,
    Sort,
    Status,
    choose,
    constant,
    content,
    hardware,
    initially,
    refuse,
    step,
    waits,
)
from septum.models.guests import Guest
from septum.models.hardware.pci import Function, Pci
from septum.models.hardware.tlb import FAULT, Tlb
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling
from septum.models.translation import Access, Gfn


class Instance(Sort):
    """A GPU instance: a share of the GPU that serves one user after another."""


class Part(Sort):
    """A place inside an instance: the n-th unit of its memory, as its user counts."""


class Slice(Sort):
    """A memory slice: a unit of the GPU's own memory."""


NO_INSTANCE = Status()
NO_SUCH_PART = Status()


class Mig(Concern):
    """A page of a BAR leads to a function, the function to an instance, a part of the instance to a slice."""

    memory: Memory
    scheduling: Scheduling
    pci: Pci
    tlb: Tlb

    has: Relation[Instance, Part] = constant()  # the parts that an instance of its size has
    serves: Relation[Function, Instance] = hardware()
    slice_of: Map[Instance, Part, Slice] = hardware()  # where accesses go: somewhere always, by default anywhere
    routed: Relation[Instance, Part] = hardware()  # the driver has set where they go
    vram: Map[Slice, Word] = content()
    local: Map[Instance, Word] = content()  # on-chip memory: registers, shared memory, caches of its own

    def leads_to(self, instance: Instance, part: Part, unit: Slice) -> bool:
        return self.routed(instance, part) and self.slice_of(instance, part) == unit

    def answers(self, frame: Frame, instance: Instance) -> bool:
        return self.memory.kind(frame) == FrameKind.BAR and self.serves(self.pci.function_at(frame), instance)

    def has_user(self, instance: Instance) -> bool:
        return any(self.serves[:, instance])

    def is_routed_to(self, unit: Slice) -> bool:
        return any(self.leads_to(instance, part, unit) for instance in Instance for part in Part)

    def is_in_use(self, unit: Slice) -> bool:
        return any(
            self.leads_to(instance, part, unit) and self.has_user(instance) for instance in Instance for part in Part
        )

    @initially
    def nothing_is_set_up(self) -> bool:
        return not any(self.serves[:, :]) and not any(self.routed[:, :])

    @step(by="guest")
    def gpu_load(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, instance: Instance, part: Part) -> Word:
        """Read the GPU's memory through a BAR.

        Source: NVIDIA MIG user guide, GPU instances."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb.reaches(cpu, guest, gfn, page, f, Access.READ)), or_refuse=FAULT)
        refuse(NO_INSTANCE, "the instance does not answer there", unless=self.answers(frame, instance))
        refuse(NO_SUCH_PART, "the instance has no such part", unless=self.has(instance, part))
        return self.vram(self.slice_of(instance, part))

    @step(by="guest")
    def gpu_store(
        self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, instance: Instance, part: Part, word: Word
    ) -> None:
        """Write the GPU's memory through a BAR.

        Source: NVIDIA MIG user guide, GPU instances."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb.reaches(cpu, guest, gfn, page, f, Access.WRITE)), or_refuse=FAULT)
        refuse(NO_INSTANCE, "the instance does not answer there", unless=self.answers(frame, instance))
        refuse(NO_SUCH_PART, "the instance has no such part", unless=self.has(instance, part))
        self.vram[self.slice_of(instance, part)] = word

    @step(by="guest")
    def use_local_memory(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, instance: Instance, word: Word) -> Word:
        """Let the instance compute: it reads its on-chip memory, and writes it.

        Source: CVE-2023-4969."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb.reaches(cpu, guest, gfn, page, f, Access.WRITE)), or_refuse=FAULT)
        refuse(NO_INSTANCE, "the instance does not answer there", unless=self.answers(frame, instance))
        found = self.local(instance)
        self.local[instance] = word
        return found
