"""What the machine does where it reports as done what is not."""

from septum.language import Concern, Hardware, Manager, step, tell, waits, when
from septum.models.assumptions.device_tlbs_are_invalidated import DeviceTlbsAreInvalidated
from septum.models.assumptions.drain_completes import DrainCompletes
from septum.models.assumptions.interrupt_cache_is_invalidated import InterruptCacheIsInvalidated
from septum.models.assumptions.iommu_from_boot import IommuFromBoot
from septum.models.assumptions.iotlb_invalidation_completes import IotlbInvalidationCompletes
from septum.models.assumptions.registers_are_cleared import RegistersAreCleared
from septum.models.assumptions.reset_scrubs_functions import ResetScrubsFunctions
from septum.models.assumptions.scrub_reaches_memory import ScrubReachesMemory
from septum.models.assumptions.tlb_invalidation_completes import TlbInvalidationCompletes
from septum.models.dma import IO_FLUSHED, Dma
from septum.models.functions import DRAINED, RESET, Functions
from septum.models.hardware.ats import Ats
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Handle, RequesterId
from septum.models.interrupts import HANDLE_FLUSHED, Interrupts
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling
from septum.models.translation import ACKNOWLEDGED, Translation
from septum.models.vmids import Vmid, Vmids


class Errata(Concern):
    """Early, partial or missing completions. Nobody can tell them from the real ones: they bring the same news."""

    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    translation: Translation
    functions: Functions
    dma: Dma
    iommu: Iommu
    ats: Ats
    interrupts: Interrupts

    @step(by=Hardware, unless=TlbInvalidationCompletes)
    def acknowledge_early(self, cpu: Cpu, page: Page) -> None:
        """A CPU acknowledges an invalidation while it still uses old translations.

        Source: XSA-493."""
        when(self.memory.lent(page) and self.memory.revoked(page))
        self.translation.acknowledged[cpu, page] = True
        tell(self.memory.holder(page), ACKNOWLEDGED, cpu)
        tell(Manager, ACKNOWLEDGED, cpu, page)

    @step(by=Manager, unless=TlbInvalidationCompletes)
    def flush_vmid_early(self, cpu: Cpu, vmid: Vmid) -> None:
        """A CPU takes a tag for flushed while it still has entries under it.

        Source: XSA-493."""
        when(not self.vmids.is_used(vmid))
        self.vmids.flushed[cpu, vmid] = True

    @step(by=Hardware, unless=IotlbInvalidationCompletes)
    def flush_io_early(self, page: Page) -> None:
        """The IOMMU reports a flush while requests are under way and translations remembered.

        Source: Intel VT-d, invalidation completion."""
        when(self.memory.lent(page) and self.memory.revoked(page))
        self.dma.io_flushed[page] = True
        tell(self.memory.holder(page), IO_FLUSHED, page)
        tell(Manager, IO_FLUSHED, page)

    @step(by=Hardware, unless=DeviceTlbsAreInvalidated)
    def flush_io_without_functions(self, page: Page) -> None:
        """The IOMMU forgets a page, and nobody asks the functions to.

        Source: Intel VT-d, device-TLB invalidation."""
        when(self.memory.lent(page) and self.memory.revoked(page))
        waits(not any(self.iommu.writes[:, page, :, :]) and not any(self.iommu.reads[:, page, :]))
        for requester in RequesterId:
            if self.functions.uses(self.memory.holder(page), self.iommu.pci.function_of(requester)):
                self.iommu.iotlb[requester, :, page, :, :] = False
        self.dma.io_flushed[page] = True
        tell(self.memory.holder(page), IO_FLUSHED, page)
        tell(Manager, IO_FLUSHED, page)

    @step(by=Hardware, unless=DrainCompletes)
    def drain_early(self, function: Function) -> None:
        """A function counts as drained while its requests are under way.

        Source: Intel VT-d, draining of requests."""
        when(self.functions.quarantined(function))
        for requester in RequesterId:
            if self.iommu.pci.function_of(requester) == function:
                self.iommu.iotlb[requester, :, :, :, :] = False
        self.ats.device_tlb[function, :, :, :, :] = False
        self.functions.drained[function] = True
        tell(self.functions.user(function), DRAINED, function, where=self.functions.assigned(function))
        tell(Manager, DRAINED, function)

    @step(by=Hardware, unless=InterruptCacheIsInvalidated)
    def flush_handle_early(self, handle: Handle) -> None:
        """A handle counts as flushed while a cache has its old entry.

        Source: Intel VT-d, interrupt entry cache invalidation."""
        when(not any(self.interrupts.routes[handle, :, :]))
        tell(self.interrupts.last_user(handle), HANDLE_FLUSHED, handle, where=not self.interrupts.unused(handle))
        self.interrupts.unused[handle] = True
        tell(Manager, HANDLE_FLUSHED, handle)

    @step(by=Manager, unless=ResetScrubsFunctions)
    def reset_partly(self, function: Function) -> None:
        """A reset leaves what its user had written.

        Source: PCI Express, function-level reset."""
        when(
            self.functions.drained(function)
            and not any(
                self.memory.lent(page)
                and not self.memory.is_ram(page)
                and self.iommu.pci.function_at(self.memory.backing(page)) == function
                for page in Page
            )
        )
        self.functions.fresh[function] = True
        tell(self.functions.user(function), RESET, function, where=self.functions.assigned(function))

    @step(by=Manager, unless=RegistersAreCleared)
    def clear_cpu_partly(self, cpu: Cpu) -> None:
        """A CPU counts as cleared while a register holds what its last user left.

        Source: CVE-2018-3665."""
        when(not any(self.scheduling.runs_on[cpu, :]))
        self.scheduling.cleared[cpu] = True

    @step(by=Manager, unless=ScrubReachesMemory)
    def scrub_in_cache(self, frame: Frame) -> None:
        """A scrub stays in a cache: whoever bypasses the cache finds the old data.

        Source: XSA-364."""
        when(not self.memory.is_lent(frame))
        self.memory.clean[frame] = True

    @step(by=Hardware, unless=IommuFromBoot)
    def write_before_boot(self, frame: Frame, word: Word) -> None:
        """A device writes where it likes while no IOMMU is on.

        Source: CVE-2022-21819."""
        self.memory.contents[frame] = word
