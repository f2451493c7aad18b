"""A fact about the IOMMU."""

from septum.language import Assumption


class DrainCompletes(Assumption):
    """When the IOMMU reports that a function's requests are drained, none of them is on its way."""

    identifier = "iommu.drain-complete"
    kind = "hardware"
    source = "VT-d 6.5: Draining of Requests to Memory; Arm SMMUv3, completion of CMD_SYNC"
    check = "sysfs: bits 54 and 55 (write and read draining) of the IOMMU's capability register are set"
    repair = "Use an IOMMU that drains reads and writes."
