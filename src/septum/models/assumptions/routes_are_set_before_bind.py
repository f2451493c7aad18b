"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class RoutesAreSetBeforeBind(Assumption):
    """The driver sets every route of an instance before a guest gets it: no part is left with a default route."""

    identifier = "gpu.routing-before-bind"
    kind = "contract"
    source = "CVE-2026-24197"
    repair = "Use a driver with the repair of CVE-2026-24197; reset the GPU after its partitions are changed."
