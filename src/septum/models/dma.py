"""I/O translation: what the functions of a guest reach, as the guest itself asks."""

from septum.language import (
    Concern,
    Hardware,
    Manager,
    News,
    Relation,
    Sort,
    Status,
    capability,
    core,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    see,
    sees,
    step,
    tell,
    when,
)
from septum.models.functions import Functions
from septum.models.guests import OK, WRONG_PHASE, Guest, Guests, Phase
from septum.models.hardware.pci import Function
from septum.models.memory import BEING_TAKEN, NOT_RAM, Memory, Page
from septum.models.translation import NOT_OWNER, Access


class Iova(Sort):
    """An I/O virtual address: a function's own name for a place."""


NOT_RESERVED = Status()
NOT_YOURS = Status()
NOT_IO_INVALIDATED = Status()

RESERVED = News()
IO_FLUSHED = News()


class Dma(Concern):
    """Each function has a table of its own; what is revoked leaves all tables at once."""

    guests: Guests
    memory: Memory
    functions: Functions

    reserved: Relation[Guest, Iova] = core()  # the addresses that a guest may map: its quota of table entries
    io_table: Relation[Guest, Function, Iova, Page, Access] = core()  # what `guest` lets its `function` reach
    io_flushed: Relation[Page] = core()  # the core's record: no IOMMU and no device remembers the page

    @initially
    def no_device_reaches_anything(self) -> bool:
        return not any(self.reserved[:, :]) and not any(self.io_table[:, :, :, :, :]) and not any(self.io_flushed[:])

    @capability(by=Manager)
    def reserve(self, guest: Guest, iova: Iova) -> Status:
        """Set a table entry aside for a guest that is being built: its quota is fixed before it runs.

        Source: SeKVM, page tables come from a pool for each guest."""
        refuse(WRONG_PHASE, "it is not being built", unless=self.guests.phase(guest) == Phase.BUILDING)
        self.reserved[guest, iova] = True
        tell(guest, RESERVED, iova)
        return OK

    @capability(by="guest")
    def map_io(self, guest: Guest, function: Function, iova: Iova, page: Page, rights: set[Access]) -> Status:
        """Let `function` of the guest reach its `page` at `iova`, with these rights and no others.

        Source: Linux VFIO, VFIO_IOMMU_MAP_DMA."""
        refuse(NOT_RESERVED, "no table entry is set aside for it", unless=self.reserved(guest, iova))
        refuse(NOT_OWNER, "the page belongs to another", unless=self.memory.holds(guest, page))
        refuse(BEING_TAKEN, "the page is on its way back", when=self.memory.revoked(page))
        refuse(NOT_RAM, "the page is a device's", unless=self.memory.is_ram(page))
        self.io_table[guest, function, iova, :, :] = False
        self.io_table[guest, function, iova, page, :] = rights
        return OK

    @capability(by="guest")
    def unmap_io(self, guest: Guest, function: Function, iova: Iova) -> Status:
        """Forget the translation. The IOMMU may remember it until the page is revoked and flushed.

        Source: Linux VFIO, VFIO_IOMMU_UNMAP_DMA."""
        self.io_table[guest, function, iova, :, :] = False
        return OK

    @joins(Memory.revoke)
    def no_table_keeps_it(self, page: Page) -> None:
        # By force: whether a guest still maps it must not decide what the manager is answered.
        self.io_table[:, :, :, page, :] = False

    @step(by=Hardware)
    def flush_io(self, page: Page) -> None:
        """The IOMMU reports that nothing remembers a revoked page and no request to it is under way.

        Source: Intel VT-d, IOTLB invalidation with draining."""
        when(self.memory.lent(page) and self.memory.revoked(page))
        self.io_flushed[page] = True
        tell(self.memory.holder(page), IO_FLUSHED, page)
        tell(Manager, IO_FLUSHED, page)

    @joins(Memory.take_back)
    def no_device_remembers_it(self, page: Page) -> None:
        refuse(NOT_IO_INVALIDATED, "a device may reach it", unless=self.io_flushed(page))

    @joins(Guests.create)
    def nothing_is_reserved_yet(self, guest: Guest) -> None:
        self.reserved[guest, :] = False

    @sees(Guest)
    def own_quota(self, viewer: Guest, iova: Iova) -> None:
        see(self.reserved(viewer, iova))

    @sees(Guest)
    def own_io_translations(self, viewer: Guest, function: Function, iova: Iova, page: Page, access: Access) -> None:
        see(self.io_table(viewer, function, iova, page, access))

    @invariant
    def io_translations_stay_inside(
        self, guest: Guest, function: Function, iova: Iova, page: Page, access: Access
    ) -> bool:
        return implies(
            self.io_table(guest, function, iova, page, access),
            self.memory.holds(guest, page) and not self.memory.revoked(page) and self.memory.is_ram(page),
        )

    @invariant
    def only_revoked_pages_are_flushed(self, page: Page) -> bool:
        return implies(self.io_flushed(page), self.memory.revoked(page))
