"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class LocalMemoryIsCleared(Assumption):
    """The driver clears the on-chip memory of an instance before another guest gets the instance."""

    identifier = "gpu.local-memory-cleared"
    kind = "contract"
    source = "CVE-2023-4969: LeftoverLocals"
    repair = "Use a driver that clears on-chip memory, or reset the GPU between users."
