"""What a guest reaches at a device frame: registers, MSI-X tables, and interrupt doorbells."""

from septum.language import Concern, Status, choose, refuse, step, waits
from septum.models.guests import Guest
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.pci import Handle, Pci
from septum.models.hardware.tlb import FAULT, Tlb
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.translation import Access, Gfn

NOT_A_BAR = Status()
NOT_A_TABLE = Status()


class Registers(Concern):
    """A load or store at a device frame goes to the function behind it."""

    memory: Memory
    scheduling: Scheduling
    pci: Pci
    tlb: Tlb
    delivery: InterruptDelivery

    @step(by="guest")
    def load_register(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> Word:
        """Read a register of a function.

        Source: PCI, base address registers."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb.reaches(cpu, guest, gfn, page, f, Access.READ)), or_refuse=FAULT)
        refuse(NOT_A_BAR, "no register is there", unless=self.memory.kind(frame) == FrameKind.BAR)
        return self.pci.registers(self.pci.function_at(frame))

    @step(by="guest")
    def store_register(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, word: Word, target: Vcpu) -> None:
        """Write a register of a function; at a doorbell, past all remapping, the word interrupts any `target`.

        Source: Arm GIC, the doorbell of an interrupt translation service."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb.reaches(cpu, guest, gfn, page, f, Access.WRITE)), or_refuse=FAULT)
        refuse(
            NOT_A_BAR,
            "no register is there",
            unless=self.memory.kind(frame) == FrameKind.BAR or self.memory.kind(frame) == FrameKind.DOORBELL,
        )
        if self.memory.kind(frame) == FrameKind.BAR:
            self.pci.registers[self.pci.function_at(frame)] = word
        else:
            self.delivery.posted[target] = True

    @step(by="guest")
    def store_vector(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, handle: Handle) -> None:
        """Write an entry of an MSI-X table: the function may then raise that interrupt, whatever it is.

        Source: PCI, MSI-X tables; a message to another address is a DMA write like any other."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb.reaches(cpu, guest, gfn, page, f, Access.WRITE)), or_refuse=FAULT)
        refuse(NOT_A_TABLE, "no MSI-X table is there", unless=self.memory.kind(frame) == FrameKind.MSIX_TABLE)
        self.pci.vectors[self.pci.function_at(frame), handle] = True
