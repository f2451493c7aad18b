"""What CPUs and memory do besides what they are told to."""

from septum.language import Concern, step, waits
from septum.models.assumptions.memory_keeps_its_bits import MemoryKeepsItsBits
from septum.models.assumptions.nothing_leaks_by_speculation import NothingLeaksBySpeculation
from septum.models.guests import Guest
from septum.models.memory import Frame, Memory, Word
from septum.models.scheduling import Cpu, Scheduling


class Microarchitecture(Concern):
    """Bits that flip beside those that are read, and reads that happen before anybody asks whether they may."""

    memory: Memory
    scheduling: Scheduling

    @step(by="guest", unless=MemoryKeepsItsBits)
    def hammer(self, cpu: Cpu, guest: Guest, frame: Frame, word: Word) -> None:
        """A guest reads its own rows so often that bits flip in the next.

        Kim et al., Flipping Bits in Memory Without Accessing Them, ISCA 2014.
        """
        waits(self.scheduling.is_on(cpu, guest))
        self.memory.contents[frame] = word

    @step(by="guest", unless=NothingLeaksBySpeculation)
    def read_transiently(self, cpu: Cpu, guest: Guest, frame: Frame) -> Word:
        """A load that is undone later leaves in a cache what it found.

        CVE-2018-3646 (Foreshadow-VMM).
        """
        waits(self.scheduling.is_on(cpu, guest))
        return self.memory.contents(frame)
