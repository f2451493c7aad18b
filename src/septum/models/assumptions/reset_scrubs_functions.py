"""A fact about PCI Express."""

from septum.language import Assumption


class ResetScrubsFunctions(Assumption):
    """A function-level reset clears all that a function holds of its last user."""

    identifier = "pcie.reset-scrubs"
    kind = "hardware"
    source = "PCIe 6.6.2: Function Level Reset, what software could read afterwards is to be cleared"
    check = "sysfs: reset_method of the function begins with flr"
    repair = "Use a function whose function-level reset works; reset the whole device where it does not."
