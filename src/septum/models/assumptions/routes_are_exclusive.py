"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class RoutesAreExclusive(Assumption):
    """The driver routes no part of an instance to a slice to which another route leads."""

    identifier = "gpu.routes-exclusive"
    kind = "contract"
    source = "NVIDIA MIG user guide: memory slices belong to one GPU instance"
    repair = "Reset the GPU before its partitions are changed, so that no old route is left."
