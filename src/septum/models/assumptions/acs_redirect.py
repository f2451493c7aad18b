"""One setting of PCI Express."""

from septum.language import Assumption


class AcsRedirect(Assumption):
    """A switch sends requests from one device to another up to the IOMMU, and turns none around by itself."""

    identifier = "pcie.acs-redirect"
    kind = "configuration"
    source = "PCIe 6.12: Access Control Services, P2P Request Redirect, P2P Completion Redirect, Upstream Forwarding"
    check = (
        "configuration space: bits 2 to 4 (RR, CR, UF) of the ACS control register are set on each port and "
        "each function of a device"
    )
    repair = "Set the bits, and do not follow tuning guides that clear them; use slots below ports that have them."
