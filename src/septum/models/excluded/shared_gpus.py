"""What parts of one GPU, and GPUs of one fabric, let through besides what is routed."""

from septum.language import Concern, Hardware, Map, content, joins, step, when
from septum.models.assumptions.counters_are_hidden import CountersAreHidden
from septum.models.assumptions.memory_keeps_its_bits import MemoryKeepsItsBits
from septum.models.assumptions.no_nvlink_peers import NoNvlinkPeers
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.mig import Instance, Mig, Slice
from septum.models.hardware.pci import Function, Pci
from septum.models.instances import Instances
from septum.models.memory import Word


class SharedGpus(Concern):
    """Counters of the whole GPU, links between GPUs, and rows of memory beside each other."""

    pci: Pci
    functions: Functions
    mig: Mig
    instances: Instances

    counted: Map[Instance, Word] = content()  # what the GPU's metrics show of an instance's work

    @joins(Mig.use_local_memory)
    def the_gpu_counts(self, instance: Instance, word: Word) -> None:
        self.counted[instance] = word

    @step(by="guest", unless=CountersAreHidden)
    def read_metrics(self, guest: Guest, function: Function, instance: Instance) -> Word:
        """A guest with a function of the GPU asks for metrics, and they count the work of all instances.

        CVE-2025-23290.
        """
        when(self.functions.uses(guest, function))
        return self.counted(instance)

    @step(by=Hardware, for_="guest", unless=NoNvlinkPeers)
    def read_from_fabric(self, guest: Guest, function: Function, unit: Slice) -> None:
        """A GPU reads the memory of another over NVLink.

        NVIDIA Fabric Manager user guide: GPUs of one partition reach each other's memory.
        """
        when(self.functions.uses(guest, function))
        self.pci.registers[function] = self.mig.vram(unit)

    @step(by=Hardware, for_="guest", unless=MemoryKeepsItsBits)
    def hammer_slice(self, guest: Guest, function: Function, instance: Instance, unit: Slice, word: Word) -> None:
        """A kernel of a guest reads its own rows of GPU memory so often that bits flip in the next.

        GPUHammer, USENIX Security 2025.
        """
        when(self.instances.reaches(guest, function, instance))
        self.mig.vram[unit] = word
