"""What a tenant does with a GPU whose driver is another guest, in its own words."""

from septum.language import Concern
from septum.models.guests import Guest
from septum.models.hardware.registers import Registers
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Vcpu
from septum.models.service_guest import ServiceGuest
from septum.models.translation import Access, Gfn


class ServedGpu(Concern):
    """The tenant writes to its function of the GPU, and reads from it what the driver lets it be."""

    memory: Memory
    tlb: Tlb
    registers: Registers
    service: ServiceGuest

    def submit(
        self, cpu: Cpu, vcpu: Vcpu, guest: Guest, gfn: Gfn, page: Page, bar: Frame, batch: Word, result: Word
    ) -> None:
        """A guest writes a batch to its function of the GPU, and reads a result from it."""
        assert self.memory.backing(page) == bar
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.WRITE)
        self.registers.store_register(cpu, guest, gfn, page, batch, vcpu)
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.READ)
        assert self.service.ask_driven(cpu, guest, gfn, page, result) == result
