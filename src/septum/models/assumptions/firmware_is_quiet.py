"""A limit of the profile."""

from septum.language import Assumption


class FirmwareIsQuiet(Assumption):
    """After boot, firmware (system management mode, management controllers) leaves memory alone."""

    identifier = "excluded.firmware"
    kind = "exclusion"
    source = "Intel-SA-00086; Embleton et al., SMM Rootkits, SecureComm 2008"
    repair = "Keep firmware at the vendor's latest; turn off management engines and host access of the BMC."
