"""A fact about the IOMMU."""

from septum.language import Assumption


class DeviceTlbsAreInvalidated(Assumption):
    """A device has forgotten a translation when it acknowledges that it was invalidated."""

    identifier = "iommu.ats-invalidated"
    kind = "hardware"
    source = "PCIe 10.3: ATS Invalidation; VT-d 6.5: Device-TLB Invalidate"
    check = (
        "configuration space: bit 15 of each function's ATS control register is clear, so that it keeps no translations"
    )
    repair = "Turn ATS off: pci=noats."
