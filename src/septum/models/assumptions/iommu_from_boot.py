"""One setting of the IOMMU."""

from septum.language import Assumption


class IommuFromBoot(Assumption):
    """No device reads or writes memory before the core has turned the IOMMU on."""

    identifier = "iommu.on-from-boot"
    kind = "configuration"
    source = "CVE-2022-21819; Thunderclap, NDSS 2019"
    check = "ACPI: bit 2 (DMA_CTRL_PLATFORM_OPT_IN) of the flags in the DMAR table; the like in the IVRS table of AMD"
    repair = "Firmware: turn on DMA protection before boot; keep bus mastering off until the IOMMU is on."
