"""A limit of the profile."""

from septum.language import Assumption


class NoOvercommit(Assumption):
    """Lent memory stays with its guest: no swap, no merging of equal pages, no ballooning."""

    identifier = "excluded.overcommit"
    kind = "exclusion"
    source = "EuroSec 2011: Suzaki et al., Memory Deduplication as a Threat to the Guest OS"
    check = "/sys/kernel/mm/ksm/run is 0; /proc/swaps is empty; no guest has a virtio-balloon device"
    repair = "Turn off KSM and swap; back guests with huge pages that are reserved before they start."
