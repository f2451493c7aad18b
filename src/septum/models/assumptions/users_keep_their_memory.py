"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class UsersKeepTheirMemory(Assumption):
    """The driver does not overwrite the memory of an instance that has a user."""

    identifier = "gpu.users-keep-memory"
    kind = "contract"
    source = "the driver's own interface: instances in use are not reset"
    repair = "Take an instance from its guest before it is reset."
