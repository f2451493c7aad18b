"""A fact about the IOMMU."""

from septum.language import Assumption


class IotlbInvalidationCompletes(Assumption):
    """When the IOMMU reports an invalidation as complete, it uses no old translation any more."""

    identifier = "iommu.iotlb-invalidation-complete"
    kind = "hardware"
    source = "VT-d 6.5: IOTLB Invalidate; Arm SMMUv3, CMD_SYNC; XSA-442 for what an old translation allows"
    check = "sysfs: the type of each device's IOMMU group is not DMA-FQ, under which a kernel invalidates later"
    repair = "Apply the vendor's errata for the IOMMU; have the kernel invalidate strictly (iommu.strict=1)."
