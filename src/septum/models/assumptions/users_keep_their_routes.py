"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class UsersKeepTheirRoutes(Assumption):
    """The driver does not change the routes of an instance that has a user."""

    identifier = "gpu.users-keep-routes"
    kind = "contract"
    source = "NVIDIA MIG user guide: a GPU instance that a client uses is not destroyed"
    repair = "Take an instance from its guest before its GPU is partitioned anew."
