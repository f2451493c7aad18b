"""A manager that takes a page back only when its guest has let go of it.

In the profile `minimal`, `revoke` takes a page out of the tables of the guest's devices by force. Here the manager asks
first: while a table has the page, it is refused. That looks kinder, and it speaks: whether the guest has mapped the
page is the guest's own doing, and the manager learns it by being refused. `septum prove examples/polite_manager.py`
refutes `revoke` at that refusal. All concerns of `minimal` are here, but for what happens where an assumption fails.
"""

from septum.language import Concern, Manager, Profile, Status, example, joins, refuse, refused
from septum.models.assumptions.driver_binds_as_told import DriverBindsAsTold
from septum.models.assumptions.local_memory_is_cleared import LocalMemoryIsCleared
from septum.models.assumptions.one_function_for_each_instance import OneFunctionForEachInstance
from septum.models.assumptions.routes_are_exclusive import RoutesAreExclusive
from septum.models.assumptions.routes_are_set_before_bind import RoutesAreSetBeforeBind
from septum.models.assumptions.slices_are_scrubbed import SlicesAreScrubbed
from septum.models.assumptions.users_keep_their_memory import UsersKeepTheirMemory
from septum.models.assumptions.users_keep_their_routes import UsersKeepTheirRoutes
from septum.models.contents import Contents
from septum.models.core_memory import CoreMemory
from septum.models.device_memory import DeviceMemory
from septum.models.dma import Dma, Iova
from septum.models.driver import GpuDriver
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.ats import Ats
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.mig import Mig
from septum.models.hardware.pci import Function, Pci
from septum.models.hardware.registers import Registers
from septum.models.hardware.tlb import Tlb
from septum.models.hostile_manager import HostileManager
from septum.models.instances import Instances
from septum.models.interrupts import Interrupts
from septum.models.io_confinement import IoConfinement
from septum.models.isolation import Isolation
from septum.models.memory import Frame, FrameKind, Memory, Page
from septum.models.scheduling import Scheduling
from septum.models.translation import Access, Translation
from septum.models.vmids import Vmids

STILL_IO_MAPPED = Status()


class PoliteManager(Concern):
    """Taking back waits for the guest."""

    guests: Guests
    memory: Memory
    dma: Dma

    @joins(Memory.revoke)
    def its_guest_has_let_go_of_it(self, page: Page) -> None:
        refuse(STILL_IO_MAPPED, "a device may reach it", when=any(self.dma.io_table[:, :, :, page, :]))

    @example
    def a_guest_takes_its_time(self, alice: Guest, function: Function, iova: Iova, page: Page, ram: Frame) -> None:
        """The manager tries again and again, and knows when Alice has unmapped her buffer."""
        assert self.memory.kind(ram) == FrameKind.RAM
        self.guests.create(alice)
        self.dma.reserve(alice, iova)
        self.memory.scrub(ram)
        self.memory.lend(alice, page, ram)
        self.dma.map_io(alice, function, iova, page, {Access.READ, Access.WRITE})
        assert refused(self.memory.revoke(page), STILL_IO_MAPPED)
        self.dma.unmap_io(alice, function, iova)
        self.memory.revoke(page)


class Polite(Profile):
    """Refuted: whether `revoke` is refused is a message from the guest to the manager."""

    includes = [
        PoliteManager,
        Guests,
        Memory,
        CoreMemory,
        Scheduling,
        Vmids,
        Translation,
        Tlb,
        Pci,
        Functions,
        Contents,
        Dma,
        Iommu,
        Ats,
        IoConfinement,
        DeviceMemory,
        InterruptDelivery,
        Registers,
        Interrupts,
        InterruptRemapping,
        Mig,
        Instances,
        GpuDriver,
        HostileManager,
    ]
    observers = [Guest, Manager]
    property = Isolation
    assumes = [
        RoutesAreSetBeforeBind,
        RoutesAreExclusive,
        SlicesAreScrubbed,
        LocalMemoryIsCleared,
        UsersKeepTheirRoutes,
        UsersKeepTheirMemory,
        DriverBindsAsTold,
        OneFunctionForEachInstance,
    ]
