"""The manager as an observer: it may know every record of the core, and must learn nothing of the guests by it."""

from septum.language import Concern, Manager, core, see, sees


class HostileManager(Concern):
    """The manager sees all that the core records."""

    @sees(Manager)
    def the_records(self) -> None:
        """Every record, so that no answer of the core can tell the manager more."""
        see(core())
