"""How a tenant's place is made ready and cleared, with every capability that one could use for it."""

from septum.language import Concern
from septum.models.device_memory import DeviceMemory
from septum.models.dma import Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.pci import Function, Handle, RequesterId
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, Page
from septum.models.scheduling import Cpu, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid


class Building(Concern):
    """No event of a workload is here: these are calls, of which a search leaves out as many as it can."""

    guests: Guests
    translation: Translation
    functions: Functions
    dma: Dma
    device_memory: DeviceMemory
    interrupts: Interrupts
    procedures: Procedures

    def begin(self, guest: Guest, iova: Iova, gfn: Gfn, page: Page, frame: Frame) -> None:
        """A guest that is being built, with memory."""
        self.guests.create(guest)
        self.dma.reserve(guest, iova)
        self.procedures.give_page(guest, gfn, page, frame)

    def connect(self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page) -> None:
        """A function that reaches a page of its user's."""
        self.procedures.give_function(guest, function, requester)
        self.dma.map_io(guest, function, iova, page, {Access.READ, Access.WRITE})

    def connect_gpu(
        self,
        guest: Guest,
        vcpu: Vcpu,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        page: Page,
        gfn: Gfn,
        registers: Page,
        bar: Frame,
        handle: Handle,
    ) -> None:
        """A function with registers and an interrupt."""
        self.connect(guest, function, requester, iova, page)
        self.procedures.give_device_page(guest, gfn, registers, bar)
        self.interrupts.route_interrupt(handle, requester, vcpu)

    def ready(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        guest: Guest,
        vmid: Vmid,
        low: Gfn,
        high: Gfn,
        page: Page,
        registers: Page,
        ram: Frame,
        bar: Frame,
        function: Function,
        nic: Function,
        requester: RequesterId,
        nic_id: RequesterId,
        iova: Iova,
        handle: Handle,
    ) -> None:
        """A guest with memory, a function of a GPU and a network function, on a CPU."""
        self.begin(guest, iova, low, page, ram)
        self.connect_gpu(guest, vcpu, function, requester, iova, page, high, registers, bar, handle)
        self.connect(guest, nic, nic_id, iova, page)
        self.procedures.start(cpu, vcpu, guest, vmid)

    def loosen(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        guest: Guest,
        gfn: Gfn,
        registers: Page,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        handle: Handle,
    ) -> None:
        """A function with registers and an interrupt is blocked; nothing of it is anybody's any more."""
        self.interrupts.unroute_interrupt(handle, requester, vcpu)
        self.interrupts.flush_handle(handle)
        self.block(guest, function, requester, iova)
        self.take(cpu, guest, gfn, registers)

    def block(self, guest: Guest, function: Function, requester: RequesterId, iova: Iova) -> None:
        """Nothing of a function goes anywhere any more."""
        self.dma.unmap_io(guest, function, iova)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)

    def release(self, function: Function) -> None:
        """A function that is blocked is reset and given back."""
        self.functions.reset(function)
        self.functions.release(function)

    def take(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> None:
        """A page is unmapped, in whichever way, and taken."""
        self.translation.map_page(guest, gfn, page, set())
        self.procedures.take_page(cpu, guest, gfn, page)

    def leave(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        guest: Guest,
        gfn: Gfn,
        page: Page,
        nic: Function,
        nic_id: RequesterId,
        iova: Iova,
    ) -> None:
        """A guest with memory and a network function gives both back, and is no more."""
        self.block(guest, nic, nic_id, iova)
        self.release(nic)
        self.take(cpu, guest, gfn, page)
        self.procedures.stop(cpu, vcpu, guest)
        self.guests.destroy(guest)
