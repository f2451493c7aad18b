"""One setting of the IOMMU."""

from septum.language import Assumption


class InterruptSourcesAreValidated(Assumption):
    """The IOMMU compares the requester id of an interrupt with the one in the remapping entry."""

    identifier = "iommu.interrupt-sources-validated"
    kind = "configuration"
    source = "XSA-33; CVE-2012-5634; XSA-49, CVE-2013-1952; VT-d, Interrupt Remapping Table Entry, fields SVT and SID"
    check = (
        "debugfs, where the kernel has it: each entry of iommu/intel/ir_translation_struct names the id to be compared"
    )
    repair = "Use a kernel that sets source validation in each entry; put devices behind bridges that keep their ids."
