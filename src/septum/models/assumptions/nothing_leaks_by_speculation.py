"""A limit of the profile."""

from septum.language import Assumption


class NothingLeaksBySpeculation(Assumption):
    """What a CPU does ahead of permission leaves nothing that a guest can read."""

    identifier = "excluded.speculation"
    kind = "exclusion"
    source = "CVE-2018-3646: Foreshadow-VMM; CVE-2017-5715, Spectre"
    check = "sysfs: no file of cpu/vulnerabilities says Vulnerable"
    repair = "Load the vendor's microcode; leave the kernel's mitigations on."
