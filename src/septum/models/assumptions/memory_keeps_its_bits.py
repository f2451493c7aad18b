"""A fact about memory."""

from septum.language import Assumption


class MemoryKeepsItsBits(Assumption):
    """A word of memory changes by being written, and in no other way."""

    identifier = "memory.bits-kept"
    kind = "exclusion"
    source = "Kim et al., ISCA 2014: Flipping Bits in Memory Without Accessing Them; GPUHammer, USENIX Security 2025"
    check = (
        "EDAC reports a memory controller with ECC (/sys/devices/system/edac/mc); nvidia-smi -q: the current "
        "ECC mode is Enabled"
    )
    repair = "Turn ECC on, on the host and on each GPU. It makes bit flips rare and seen, not impossible."
