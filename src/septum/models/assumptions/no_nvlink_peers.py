"""A limit of the profile."""

from septum.language import Assumption


class NoNvlinkPeers(Assumption):
    """No GPU of a guest reaches the memory of another's over NVLink."""

    identifier = "excluded.nvlink-peers"
    kind = "exclusion"
    source = "NVIDIA Fabric Manager: user guide, GPUs of one partition reach each other's memory"
    check = (
        "nvidia-smi nvlink -s: the links of an assigned GPU are inactive, or its partition has GPUs of one guest only"
    )
    repair = "Activate a fabric partition for each guest before it starts; leave NVLink off for instances."
