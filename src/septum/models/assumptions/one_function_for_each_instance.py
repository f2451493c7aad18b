"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class OneFunctionForEachInstance(Assumption):
    """Each GPU instance has a function, and so a requester id, of its own."""

    identifier = "gpu.one-requester-id"
    kind = "contract"
    source = "NVIDIA MIG user guide: on bare metal all instances of a GPU share its physical function"
    check = "sysfs: each instance is backed by a virtual function of its own (nvidia/current_vgpu_type)"
    repair = "Enable SR-IOV and give each instance a virtual function; do not share the physical function."
