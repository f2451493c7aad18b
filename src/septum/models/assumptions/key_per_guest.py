"""One setting of the memory controller."""

from septum.language import Assumption


class KeyPerGuest(Assumption):
    """Memory is encrypted with a key for each guest, and one for the core: who taps the bus reads ciphertext."""

    identifier = "memory.key-per-guest"
    kind = "configuration"
    source = "AMD SEV-SNP, 2020: Strengthening VM Isolation with Integrity Protection and More; Intel TME-MK"
    check = "sysfs: sev_snp of kvm_amd is Y, or /proc/cpuinfo has tme and the kernel reports that firmware enabled keys"
    repair = "Turn on memory encryption in firmware, and start each guest with a key of its own."
