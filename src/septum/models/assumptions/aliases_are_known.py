"""A fact about PCI Express."""

from septum.language import Assumption


class AliasesAreKnown(Assumption):
    """The core knows every requester id with which a function can send, those of its phantom functions too."""

    identifier = "pcie.aliases-known"
    kind = "hardware"
    source = "XSA-449; CVE-2023-46839"
    check = (
        "configuration space: no function has phantom functions turned on (bit 9 of device control), and none "
        "is below a PCI bridge"
    )
    repair = "Turn phantom functions off, or put a device with unknown ids behind a port of its own."
