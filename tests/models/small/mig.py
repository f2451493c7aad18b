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

from .guests import Cpu, Guest, Guests
from .memory import Frame, Memory, Page, Word
from .translation import FAULT, Access, Gfn, Translation


class Function(Sort):
    """A PCI function of the GPU, known by its requester id."""


class Instance(Sort):
    """A GPU instance from its creation to its end. A name is never used twice."""


class Part(Sort):
    """A place inside an instance: the n-th unit of its memory, as its user counts."""


class Slice(Sort):
    """A memory slice: a unit of the GPU's own memory."""


NO_INSTANCE = Status()
NO_SUCH_PART = Status()


class Mig(Concern):
    """A page of a BAR leads to a function, the function to an instance, a part of the instance to a slice."""

    guests: Guests
    memory: Memory
    translation: Translation

    bar: Map[Frame, Function] = constant()  # which function answers at a device frame
    has: Relation[Instance, Part] = constant()  # the parts that an instance of its size has
    serves: Relation[Function, Instance] = hardware()
    slice_of: Map[Instance, Part, Slice] = hardware()  # where accesses go: somewhere always, by default anywhere
    routed: Relation[Instance, Part] = hardware()  # the driver has set where they go
    vram: Map[Slice, Word] = content()

    def leads_to(self, instance: Instance, part: Part, unit: Slice) -> bool:
        return self.routed(instance, part) and self.slice_of(instance, part) == unit

    def answers(self, frame: Frame, instance: Instance) -> bool:
        return self.memory.is_device(frame) and self.serves(self.bar(frame), instance)

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
        """Read the GPU's memory through a BAR."""
        waits(self.guests.runs_on(cpu, guest))
        frame = choose(
            (f for f in Frame if self.translation.tlb(cpu, guest, gfn, page, f, Access.READ)), or_refuse=FAULT
        )
        refuse(NO_INSTANCE, "the instance does not answer there", unless=self.answers(frame, instance))
        refuse(NO_SUCH_PART, "the instance has no such part", unless=self.has(instance, part))
        return self.vram(self.slice_of(instance, part))

    @step(by="guest")
    def gpu_store(
        self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, instance: Instance, part: Part, word: Word
    ) -> None:
        """Write the GPU's memory through a BAR."""
        waits(self.guests.runs_on(cpu, guest))
        frame = choose(
            (f for f in Frame if self.translation.tlb(cpu, guest, gfn, page, f, Access.WRITE)), or_refuse=FAULT
        )
        refuse(NO_INSTANCE, "the instance does not answer there", unless=self.answers(frame, instance))
        refuse(NO_SUCH_PART, "the instance has no such part", unless=self.has(instance, part))
        self.vram[self.slice_of(instance, part)] = word
