"""One setting of the IOMMU."""

from septum.language import Assumption


class InterruptsAreRemapped(Assumption):
    """The IOMMU remaps every interrupt of a device, and drops those in the compatibility format."""

    identifier = "iommu.interrupts-remapped"
    kind = "configuration"
    source = "VT-d 5.1: Interrupt Remapping, compatibility format interrupts"
    check = (
        "IR- before the names of interrupt controllers in /proc/interrupts; allow_unsafe_interrupts of "
        "vfio_iommu_type1 is N"
    )
    repair = "Firmware: turn on VT-d or AMD-Vi with interrupt remapping. Kernel: remove intremap=off."
