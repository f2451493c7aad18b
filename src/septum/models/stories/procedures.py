"""What several runs have in common."""

from septum.language import Concern
from septum.models.device_memory import DeviceMemory
from septum.models.dma import Dma
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.pci import Function, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Memory, Page
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid, Vmids


class Procedures(Concern):
    """Beginnings and endings, call by call, on a machine with one CPU."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    translation: Translation
    tlb: Tlb
    functions: Functions
    dma: Dma
    device_memory: DeviceMemory

    def give_page(self, guest: Guest, gfn: Gfn, page: Page, frame: Frame) -> None:
        """A scrubbed frame, lent and mapped."""
        self.memory.scrub(frame)
        self.memory.lend(guest, page, frame)
        self.translation.map_page(guest, gfn, page, {Access.READ, Access.WRITE, Access.EXECUTE})

    def give_device_page(self, guest: Guest, gfn: Gfn, page: Page, frame: Frame) -> None:
        """A page of a function, lent and mapped."""
        self.device_memory.lend_device(guest, page, frame)
        self.translation.map_page(guest, gfn, page, {Access.READ, Access.WRITE})

    def start(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, vmid: Vmid) -> None:
        """A guest that is built is tagged, and runs."""
        self.guests.start(guest)
        self.vmids.flush_vmid(cpu, vmid)
        self.vmids.bind_vmid(guest, vmid)
        self.resume(cpu, vcpu)

    def resume(self, cpu: Cpu, vcpu: Vcpu) -> None:
        """A virtual CPU on a CPU that is free."""
        self.scheduling.clear_cpu(cpu)
        self.scheduling.load_vcpu(cpu, vcpu)

    def touch(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> None:
        """The CPU remembers how the guest reads and writes there."""
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.READ)
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.WRITE)

    def boot(self, cpu: Cpu, vcpu: Vcpu, guest: Guest, vmid: Vmid, gfn: Gfn, page: Page, frame: Frame) -> None:
        """A guest with one page of RAM, on a CPU."""
        self.guests.create(guest)
        self.give_page(guest, gfn, page, frame)
        self.start(cpu, vcpu, guest, vmid)
        self.touch(cpu, guest, gfn, page)

    def renew(self, function: Function) -> None:
        """A function to which nobody is attached is blocked, drained and reset."""
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.functions.reset(function)

    def give_function(self, guest: Guest, function: Function, requester: RequesterId) -> None:
        """A function that has been reset, with its requester id."""
        self.functions.assign(guest, function)
        self.functions.attach(requester)

    def forget_page(self, cpu: Cpu, page: Page) -> None:
        """A page that nobody maps is revoked, forgotten everywhere, and taken back."""
        self.memory.revoke(page)
        self.translation.acknowledge(cpu, page)
        self.dma.flush_io(page)
        self.memory.take_back(page)

    def take_page(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> None:
        """A page is unmapped, and taken from its holder."""
        self.translation.unmap_page(guest, gfn, page)
        self.forget_page(cpu, page)

    def take_function(self, function: Function, requester: RequesterId) -> None:
        """A function that holds nothing of its user's any more is taken from it."""
        self.functions.detach(requester)
        self.renew(function)
        self.functions.release(function)

    def stop(self, cpu: Cpu, vcpu: Vcpu, guest: Guest) -> None:
        """A guest is taken off its CPU, and has no tag any more."""
        self.scheduling.save_vcpu(cpu, vcpu)
        self.guests.quiesce(guest)
        self.vmids.unbind_vmid(guest)
