"""A fact about the start of the machine."""

from septum.language import Assumption


class CoreIsMeasured(Assumption):
    """The machine runs this core and no other: its image was measured before it ran, and that was compared."""

    identifier = "boot.measured"
    kind = "configuration"
    source = "CVE-2020-10713: BootHole; TCG PC Client Platform Firmware Profile"
    check = "TPM: the registers of /sys/class/tpm/tpm0/pcr-sha256 are those of the intended firmware, loader and core"
    repair = "Turn on measured boot; release the guests' secrets only after attestation."
