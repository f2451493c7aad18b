"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class UsersKeepTheirMemory(Assumption):
    """The driver does not overwrite the memory of an instance that has a user."""

    identifier = "gpu.users-keep-memory"
    kind = "contract"
    source = "NVIDIA MIG user guide: a GPU instance that a client uses is not destroyed"
    repair = "Take an instance from its guest before it is reset."
