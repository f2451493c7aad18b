"""What attack scripts have in common."""

from septum.language import Concern, refused
from septum.models.device_memory import DeviceMemory
from septum.models.dma import NOT_RESERVED, Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid, Vmids


class AttackProcedures(Concern):
    """Guests with what an attack needs, and the ways by which a guest or its function comes at a word."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    translation: Translation
    tlb: Tlb
    pci: Pci
    functions: Functions
    dma: Dma
    iommu: Iommu
    device_memory: DeviceMemory
    procedures: Procedures

    def boot(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, vmid: Vmid, gfn: Gfn, page: Page, ram: Frame) -> None:
        """A guest with one page of RAM, on a CPU."""
        assert self.memory.kind(ram) == FrameKind.RAM and self.scheduling.guest_of(vcpu) == guest
        self.procedures.boot(cpu, vcpu, guest, vmid, gfn, page, ram)

    def build(self, guest: Guest, page: Page, ram: Frame) -> None:
        """A guest with one page of RAM that it does not map."""
        assert self.memory.kind(ram) == FrameKind.RAM
        self.guests.create(guest)
        self.memory.scrub(ram)
        self.memory.lend(guest, page, ram)

    def build_with_function(
        self, guest: Guest, page: Page, ram: Frame, function: Function, requester: RequesterId, iova: Iova
    ) -> None:
        """A guest with one page of RAM, and a function that may read and write it."""
        assert self.pci.function_of(requester) == function
        self.procedures.renew(function)
        self.build(guest, page, ram)
        self.dma.reserve(guest, iova)
        self.procedures.give_function(guest, function, requester)
        self.dma.map_io(guest, function, iova, page, {Access.READ, Access.WRITE})

    def start(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, vmid: Vmid) -> None:
        """A guest that is built runs."""
        assert self.scheduling.guest_of(vcpu) == guest
        self.procedures.start(cpu, vcpu, guest, vmid)

    def switch(self, cpu: Cpu, vcpu: Vcpu, other: Vcpu) -> None:
        """A CPU goes from one virtual CPU to another."""
        self.scheduling.save_vcpu(cpu, vcpu)
        self.procedures.resume(cpu, other)

    def pause(self, cpu: Cpu, vcpu: Vcpu, guest: Guest) -> None:
        """A guest leaves its CPU and its tag, and may come back."""
        self.scheduling.save_vcpu(cpu, vcpu)
        self.vmids.unbind_vmid(guest)

    def run_unflushed(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, vmid: Vmid) -> None:
        """A guest that has nothing runs under a tag that nobody has flushed."""
        self.guests.create(guest)
        self.guests.start(guest)
        self.vmids.bind_vmid(guest, vmid)
        self.procedures.resume(cpu, vcpu)

    def use_also(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, gfn: Gfn, page: Page) -> None:
        """A second CPU runs the guest, and touches its page too."""
        self.procedures.resume(cpu, vcpu)
        self.procedures.touch(cpu, guest, gfn, page)

    def use(self, guest: Guest, page: Page, gfn: Gfn, cpu: Cpu) -> None:
        """A guest that runs maps its page and touches it."""
        self.translation.map_page(guest, gfn, page, {Access.READ, Access.WRITE})
        self.procedures.touch(cpu, guest, gfn, page)

    def forget_page(self, cpu: Cpu, page: Page) -> None:
        """A page that nobody maps is revoked, and forgotten by the only CPU; the IOMMU comes later."""
        self.memory.revoke(page)
        self.translation.acknowledge(cpu, page)

    def lend_on(self, guest: Guest, page: Page, frame: Frame) -> None:
        """A frame that came back is scrubbed, and lent to another guest."""
        self.guests.create(guest)
        self.memory.scrub(frame)
        self.memory.lend(guest, page, frame)

    def lend_unscrubbed(self, guest: Guest, page: Page, frame: Frame) -> None:
        """A frame goes to another guest as it is."""
        self.guests.create(guest)
        self.memory.lend(guest, page, frame)

    def map_also(self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page) -> None:
        """A second mapping of a page for a function, and the IOMMU remembers it."""
        self.dma.reserve(guest, iova)
        self.dma.map_io(guest, function, iova, page, {Access.READ, Access.WRITE})
        self.iommu.fill_iotlb(guest, guest, requester, iova, page, Access.WRITE)

    def fail_to_map(self, guest: Guest, function: Function, iova: Iova, page: Page) -> None:
        """A request that fails: no table entry is set aside for it."""
        assert refused(self.dma.map_io(guest, function, iova, page, {Access.READ}), NOT_RESERVED)

    def hand_over(self, function: Function, guest: Guest, requester: RequesterId) -> None:
        """A function that is blocked is reset, and goes to another guest."""
        self.functions.reset(function)
        self.functions.release(function)
        self.guests.create(guest)
        self.procedures.give_function(guest, function, requester)

    def run_with_registers(
        self, cpu: Cpu, vcpu: Vcpu, guest: Guest, vmid: Vmid, gfn: Gfn, page: Page, bar: Frame
    ) -> None:
        """A guest that is being built gets a page of its function, runs and touches it."""
        self.device_memory.lend_device(guest, page, bar)
        self.start(cpu, vcpu, guest, vmid)
        self.use(guest, page, gfn, cpu)

    def write_by_dma(
        self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page, word: Word
    ) -> None:
        """A translated write that arrives."""
        self.iommu.dma_write(guest, requester, iova, page, word)
        self.iommu.land_write(guest, function, page, word)

    def read_by_dma(self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page) -> None:
        """A translated read that is answered."""
        self.iommu.dma_read(guest, requester, iova, page)
        self.iommu.land_read(guest, function, page)
