"""The manager as an observer: it may know the records of the core, and must learn nothing of the guests by them."""

from septum.language import Concern, Manager, core, see, sees
from septum.models.dma import Dma
from septum.models.interrupts import Interrupts


class HostileManager(Concern):
    """The manager sees all that the core records, but for what guests themselves ask of it."""

    @sees(Manager)
    def the_records(self) -> None:
        """Every record that a guest's step does not move, so that no answer of the core can tell the manager more.

        Left out besides: what the manager has set itself, and no answer reads.
        """
        see(core(), but=[Dma.io_table, Dma.reserved, Interrupts.last_user])
