"""A small profile to try engines on: guests, memory, translation, and a GPU in instances."""

from septum.language import Manager, Profile
from septum.models.assumptions.driver_binds_as_told import DriverBindsAsTold
from septum.models.assumptions.one_function_for_each_instance import OneFunctionForEachInstance
from septum.models.assumptions.routes_are_exclusive import RoutesAreExclusive
from septum.models.assumptions.routes_are_set_before_bind import RoutesAreSetBeforeBind
from septum.models.assumptions.slices_are_scrubbed import SlicesAreScrubbed
from septum.models.assumptions.users_keep_their_memory import UsersKeepTheirMemory
from septum.models.assumptions.users_keep_their_routes import UsersKeepTheirRoutes
from septum.models.isolation import Isolation

from .driver import GpuDriver
from .functions import Functions
from .gpu_attacks import GpuAttacks
from .gpu_stories import GpuStories
from .guests import Guest, Guests
from .hostile_manager import HostileManager
from .instances import Instances
from .memory import Memory
from .memory_attacks import MemoryAttacks
from .memory_stories import MemoryStories
from .mig import Mig
from .procedures import Procedures
from .translation import Translation


class Small(Profile):
    """Guests with RAM and an instance of a GPU, kept apart under a hostile manager."""

    includes = [
        Guests,
        Memory,
        Translation,
        Mig,
        Functions,
        Instances,
        GpuDriver,
        HostileManager,
        Procedures,
        MemoryStories,
        GpuStories,
        MemoryAttacks,
        GpuAttacks,
    ]
    observers = [Guest, Manager]
    property = Isolation
    assumes = [
        RoutesAreSetBeforeBind,
        RoutesAreExclusive,
        SlicesAreScrubbed,
        UsersKeepTheirRoutes,
        UsersKeepTheirMemory,
        DriverBindsAsTold,
        OneFunctionForEachInstance,
    ]
    not_covered = [
        "dma: what a device reads and writes by itself, and the IOMMU",
        "pcie: requests that turn round inside a switch, and configuration space",
        "interrupts: vectors, their remapping and their delivery",
        "scheduling: registers at a switch of guests, and the reuse of address-space tags",
        "device memory: device frames other than the pages of a BAR, such as MSI-X tables and doorbells",
        "the core itself: its own frames, page tables and remapping registers",
    ]
