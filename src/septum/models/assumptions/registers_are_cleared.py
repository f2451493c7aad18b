"""A fact about CPUs."""

from septum.language import Assumption


class RegistersAreCleared(Assumption):
    """When the core has cleared the registers of a CPU, nothing of their former values can be read."""

    identifier = "cpu.registers-cleared"
    kind = "hardware"
    source = "CVE-2023-20593: Zenbleed; CVE-2018-3665 for registers that are cleared too late"
    check = "sysfs: the CPU's model and microcode revision are not among those of the advisory"
    repair = "Load the vendor's microcode."
