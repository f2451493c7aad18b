"""One setting of PCI Express."""

from septum.language import Assumption


class AtsRequestsAreGenuine(Assumption):
    """A device marks a request as translated only with a translation that the IOMMU gave to that function."""

    identifier = "pcie.ats-genuine"
    kind = "configuration"
    source = (
        "PCIe 10.2: the IOMMU lets requests pass that are marked as translated; ACS Translation Blocking stops them"
    )
    check = (
        "configuration space: bit 1 (TB) of the ACS control register is set, or bit 15 of each function's ATS "
        "control register is clear"
    )
    repair = (
        "Turn ATS off (pci=noats), or set ACS Translation Blocking on the ports above devices that are not trusted."
    )
