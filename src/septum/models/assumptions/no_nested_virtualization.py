"""A limit of the profile."""

from septum.language import Assumption


class NoNestedVirtualization(Assumption):
    """No guest makes virtual machines: the core follows no page table or control block of a guest's own."""

    identifier = "excluded.nested-virtualization"
    kind = "exclusion"
    source = "CVE-2021-29657"
    check = "sysfs: the parameter nested of kvm_intel or kvm_amd is off"
    repair = "Load the module with nested=0."
