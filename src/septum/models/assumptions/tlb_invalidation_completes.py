"""A fact about CPUs."""

from septum.language import Assumption


class TlbInvalidationCompletes(Assumption):
    """When a CPU reports that its TLB is invalidated, no access under the old translation is still to come."""

    identifier = "cpu.tlb-invalidation-complete"
    kind = "hardware"
    source = "XSA-493; CVE-2025-10263"
    check = (
        "sysfs: the CPU's model and revision (midr_el1) are not listed in the erratum, or the kernel reports "
        "its workaround"
    )
    repair = "Use a core with the workaround for the erratum."
