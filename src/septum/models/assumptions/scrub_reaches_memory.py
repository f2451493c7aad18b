"""A fact about memory."""

from septum.language import Assumption


class ScrubReachesMemory(Assumption):
    """What a scrub wrote is what everybody reads, those too who read past the caches."""

    identifier = "memory.scrub-reaches-memory"
    kind = "hardware"
    source = "XSA-364; CVE-2021-26933"
    repair = "Clean the caches to memory after a scrub, not before it."
