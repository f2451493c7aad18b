"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class DriverBindsAsTold(Assumption):
    """A function serves the instance that the core was told, and no other."""

    identifier = "gpu.binds-as-told"
    kind = "contract"
    source = "NVIDIA vGPU: a virtual function gets its instance when its vGPU is created"
    repair = "Use a driver whose assignments can be read back, and compare them with the core's records."
