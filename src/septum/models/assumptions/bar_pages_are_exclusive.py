"""A fact about PCI Express."""

from septum.language import Assumption


class BarPagesAreExclusive(Assumption):
    """No page of the machine holds registers of two functions."""

    identifier = "pcie.bar-pages-exclusive"
    kind = "hardware"
    source = "XSA-461; CVE-2024-31146"
    check = "sysfs: in the files resource of any two functions no two ranges touch one page"
    repair = "Have the kernel align BARs to pages (pci=resource_alignment), or give both functions to one guest."
