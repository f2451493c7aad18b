"""A fact about the IOMMU."""

from septum.language import Assumption


class InterruptCacheIsInvalidated(Assumption):
    """When the IOMMU reports it, no remapping entry that was taken away is used from its cache."""

    identifier = "iommu.interrupt-cache-invalidated"
    kind = "hardware"
    source = "VT-d 6.5: Interrupt Entry Cache Invalidate"
    repair = "Apply the vendor's errata for the IOMMU."
