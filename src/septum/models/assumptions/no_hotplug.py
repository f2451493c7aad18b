"""A limit of the profile."""

from septum.language import Assumption


class NoHotplug(Assumption):
    """Devices neither come nor go while guests live."""

    identifier = "excluded.hotplug"
    kind = "exclusion"
    source = "PCIe 6.7: Hot-Plug Support; Thunderclap, NDSS 2019"
    check = "sysfs: no port above an assigned device is bound to pciehp"
    repair = "Turn off native hotplug (pcie_ports=compat) and the slots' power control."
