"""A limit of the profile."""

from septum.language import Assumption


class PowerIsNotCapped(Assumption):
    """What power caps, clocks and temperature show of others is not judged."""

    identifier = "excluded.power-capping"
    kind = "exclusion"
    source = "USENIX Security 2023: Hot Pixels"
    check = "nvidia-smi -q -d CLOCK,POWER: the clocks are locked"
    repair = "Lock the clocks below the limit; a GPU for each trust group."
    reason = (
        "Clocks and power have no state in the model, and their effect is timing: the residual channel "
        "gpu.power lists it."
    )
