"""The minimal profile."""

from septum.language import Manager, Profile
from septum.models.assumptions.acs_redirect import AcsRedirect
from septum.models.assumptions.acs_source_validation import AcsSourceValidation
from septum.models.assumptions.aliases_are_known import AliasesAreKnown
from septum.models.assumptions.ats_requests_are_genuine import AtsRequestsAreGenuine
from septum.models.assumptions.bar_pages_are_exclusive import BarPagesAreExclusive
from septum.models.assumptions.core_is_measured import CoreIsMeasured
from septum.models.assumptions.counters_are_hidden import CountersAreHidden
from septum.models.assumptions.device_tlbs_are_invalidated import DeviceTlbsAreInvalidated
from septum.models.assumptions.drain_completes import DrainCompletes
from septum.models.assumptions.driver_binds_as_told import DriverBindsAsTold
from septum.models.assumptions.firmware_is_quiet import FirmwareIsQuiet
from septum.models.assumptions.interrupt_cache_is_invalidated import InterruptCacheIsInvalidated
from septum.models.assumptions.interrupt_sources_are_validated import InterruptSourcesAreValidated
from septum.models.assumptions.interrupts_are_remapped import InterruptsAreRemapped
from septum.models.assumptions.iommu_from_boot import IommuFromBoot
from septum.models.assumptions.iotlb_invalidation_completes import IotlbInvalidationCompletes
from septum.models.assumptions.key_per_guest import KeyPerGuest
from septum.models.assumptions.local_memory_is_cleared import LocalMemoryIsCleared
from septum.models.assumptions.memory_keeps_its_bits import MemoryKeepsItsBits
from septum.models.assumptions.no_configuration_writes import NoConfigurationWrites
from septum.models.assumptions.no_hotplug import NoHotplug
from septum.models.assumptions.no_live_migration import NoLiveMigration
from septum.models.assumptions.no_nested_virtualization import NoNestedVirtualization
from septum.models.assumptions.no_nvlink_peers import NoNvlinkPeers
from septum.models.assumptions.no_overcommit import NoOvercommit
from septum.models.assumptions.no_shared_backends import NoSharedBackends
from septum.models.assumptions.no_shared_memory import NoSharedMemory
from septum.models.assumptions.nobody_touches_the_machine import NobodyTouchesTheMachine
from septum.models.assumptions.nothing_leaks_by_speculation import NothingLeaksBySpeculation
from septum.models.assumptions.one_function_for_each_instance import OneFunctionForEachInstance
from septum.models.assumptions.power_is_not_capped import PowerIsNotCapped
from septum.models.assumptions.registers_are_cleared import RegistersAreCleared
from septum.models.assumptions.reset_scrubs_functions import ResetScrubsFunctions
from septum.models.assumptions.routes_are_exclusive import RoutesAreExclusive
from septum.models.assumptions.routes_are_set_before_bind import RoutesAreSetBeforeBind
from septum.models.assumptions.scrub_reaches_memory import ScrubReachesMemory
from septum.models.assumptions.service_is_not_promised import ServiceIsNotPromised
from septum.models.assumptions.siblings_are_not_shared import SiblingsAreNotShared
from septum.models.assumptions.slices_are_scrubbed import SlicesAreScrubbed
from septum.models.assumptions.time_is_not_judged import TimeIsNotJudged
from septum.models.assumptions.tlb_invalidation_completes import TlbInvalidationCompletes
from septum.models.assumptions.users_keep_their_memory import UsersKeepTheirMemory
from septum.models.assumptions.users_keep_their_routes import UsersKeepTheirRoutes
from septum.models.contents import Contents
from septum.models.core_memory import CoreMemory
from septum.models.device_memory import DeviceMemory
from septum.models.dma import Dma
from septum.models.driver import GpuDriver
from septum.models.excluded.below_the_core import BelowTheCore
from septum.models.excluded.device_changes import DeviceChanges
from septum.models.excluded.memory_services import MemoryServices
from septum.models.excluded.microarchitecture import Microarchitecture
from septum.models.excluded.nested_virtualization import NestedVirtualization
from septum.models.excluded.shared_gpus import SharedGpus
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.ats import Ats
from septum.models.hardware.errata import Errata
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.mig import Mig
from septum.models.hardware.pci import Pci
from septum.models.hardware.pcie import Pcie
from septum.models.hardware.registers import Registers
from septum.models.hardware.tlb import Tlb
from septum.models.hardware.unremapped_interrupts import UnremappedInterrupts
from septum.models.hostile_manager import HostileManager
from septum.models.instances import Instances
from septum.models.interrupts import Interrupts
from septum.models.io_confinement import IoConfinement
from septum.models.isolation import Isolation
from septum.models.memory import Memory
from septum.models.scheduling import Scheduling
from septum.models.stories.devices import DeviceStories
from septum.models.stories.dma import DmaStories
from septum.models.stories.gpu import GpuStories
from septum.models.stories.interrupts import InterruptStories
from septum.models.stories.memory import MemoryStories
from septum.models.stories.procedures import Procedures
from septum.models.stories.scheduling import SchedulingStories
from septum.models.stories.side_by_side import SideBySide
from septum.models.stories.two_functions import TwoFunctions
from septum.models.stories.whole_life import WholeLife
from septum.models.translation import Translation
from septum.models.vmids import Vmids
from septum.models.workloads.tenancy import Tenancy
from septum.models.workloads.tenancy_runs import TenancyRuns
from septum.models.workloads.tenancy_steps import TenancySteps


class Minimal(Profile):
    """Guests with RAM, PCI functions and an instance of a GPU, kept apart under a hostile manager."""

    includes = [
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
        Pcie,
        UnremappedInterrupts,
        Errata,
        MemoryServices,
        NestedVirtualization,
        DeviceChanges,
        BelowTheCore,
        Microarchitecture,
        SharedGpus,
        Procedures,
        MemoryStories,
        SchedulingStories,
        DeviceStories,
        DmaStories,
        InterruptStories,
        GpuStories,
        SideBySide,
        TwoFunctions,
        WholeLife,
        Tenancy,
        TenancySteps,
        TenancyRuns,
    ]
    observers = [Guest, Manager]
    property = Isolation
    assumes = [
        AcsSourceValidation,
        AcsRedirect,
        AliasesAreKnown,
        AtsRequestsAreGenuine,
        BarPagesAreExclusive,
        ResetScrubsFunctions,
        DeviceTlbsAreInvalidated,
        IotlbInvalidationCompletes,
        DrainCompletes,
        InterruptsAreRemapped,
        InterruptSourcesAreValidated,
        InterruptCacheIsInvalidated,
        IommuFromBoot,
        TlbInvalidationCompletes,
        RegistersAreCleared,
        ScrubReachesMemory,
        RoutesAreSetBeforeBind,
        RoutesAreExclusive,
        SlicesAreScrubbed,
        LocalMemoryIsCleared,
        UsersKeepTheirRoutes,
        UsersKeepTheirMemory,
        DriverBindsAsTold,
        OneFunctionForEachInstance,
        MemoryKeepsItsBits,
        KeyPerGuest,
        CoreIsMeasured,
        NoLiveMigration,
        NoOvercommit,
        NoHotplug,
        NoNestedVirtualization,
        NoSharedBackends,
        NoConfigurationWrites,
        NoSharedMemory,
        FirmwareIsQuiet,
        NobodyTouchesTheMachine,
        CountersAreHidden,
        NoNvlinkPeers,
        NothingLeaksBySpeculation,
        ServiceIsNotPromised,
        PowerIsNotCapped,
        SiblingsAreNotShared,
        TimeIsNotJudged,
    ]
