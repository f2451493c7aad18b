"""One setting of PCI Express."""

from septum.language import Assumption


class AcsSourceValidation(Assumption):
    """A switch or root port drops requests whose requester id is not one of the ids below it."""

    identifier = "pcie.acs-source-validation"
    kind = "configuration"
    source = "PCIe 6.12: Access Control Services, ACS Source Validation"
    check = (
        "configuration space: bit 0 (SV) of the ACS control register of each root and downstream port is set, "
        "as it is now"
    )
    repair = "Set the bit on every port above an assigned device; use slots below ports that have it."
