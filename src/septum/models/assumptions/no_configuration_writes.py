"""A limit of the profile."""

from septum.language import Assumption


class NoConfigurationWrites(Assumption):
    """A guest's writes to PCI configuration space reach no device."""

    identifier = "excluded.configuration-writes"
    kind = "exclusion"
    source = "XSA-120; CVE-2015-2150; XSA-128, CVE-2015-4103"
    repair = "Have the monitor keep a copy of configuration space, and pass no write on."
