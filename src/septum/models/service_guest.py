"""The GPU's driver in a guest of its own: it has the physical function, and may be hostile."""

from septum.language import (
    Concern,
    Relation,
    Status,
    choose,
    constant,
    implies,
    invariant,
    joins,
    refuse,
    see,
    sees,
    step,
    waits,
    when,
)
from septum.models.assumptions.function_id_on_dma import FunctionIdOnDma
from septum.models.device_memory import DeviceMemory
from septum.models.dma import Iova
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.hardware.tlb import FAULT, Tlb
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.translation import Access, Gfn

DRIVEN = Status()
NOT_DRIVEN = Status()


class ServiceGuest(Concern):
    """What a function of the GPU answers is the driver's to choose; nothing is claimed of it."""

    memory: Memory
    scheduling: Scheduling
    tlb: Tlb
    pci: Pci
    functions: Functions
    iommu: Iommu
    device_memory: DeviceMemory
    registers: Registers
    remapping: InterruptRemapping
    delivery: InterruptDelivery

    driver: Guest = constant()
    driven: Relation[Function] = constant()  # the functions of the GPU: the driver has a hand in them

    @joins(Registers.load_register)
    def the_driver_answers_loads(self, page: Page) -> None:
        refuse(
            DRIVEN,
            "the driver answers there",
            when=self.driven(self.device_memory.function_behind(page)),
        )

    @step(by="guest")
    def ask_driven(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, answer: Word) -> Word:
        """Read from a function of the GPU: the answer is whatever the driver lets it be.

        Source: NVIDIA vGPU, the host driver programs the functions."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb.reaches(cpu, guest, gfn, page, f, Access.READ)), or_refuse=FAULT)
        refuse(
            NOT_DRIVEN,
            "no function of the GPU answers there",
            unless=self.memory.kind(frame) == FrameKind.BAR and self.driven(self.pci.function_at(frame)),
        )
        return answer

    @step(by="guest")
    def drive(self, guest: Guest, function: Function, word: Word) -> None:
        """The driver writes what it likes into a function of the GPU, whoever uses it.

        Source: NVIDIA vGPU, the host driver programs the functions."""
        when(guest == self.driver and self.driven(function))
        self.pci.registers[function] = word

    # --- what a driver might do where functions of the GPU do not answer for themselves

    @step(by="guest", unless=FunctionIdOnDma)
    def drive_write(
        self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page, word: Word
    ) -> None:
        """The driver lets a function of another's write into memory that is mapped for it.

        Source: NVIDIA open kernel modules, the GSP works for all functions."""
        when(guest == self.driver and self.driven(function))
        frame = choose(
            f
            for f in Frame
            if self.pci.function_of(requester) == function and self.iommu.iotlb(requester, iova, page, f, Access.WRITE)
        )
        self.iommu.writes[function, page, frame, word] = True

    @step(by="guest", unless=FunctionIdOnDma)
    def drive_interrupt(self, guest: Guest, handle: Handle, requester: RequesterId, vcpu: Vcpu) -> None:
        """The driver lets a function of another's raise an interrupt.

        Source: NVIDIA open kernel modules, the GSP works for all functions."""
        when(
            guest == self.driver
            and self.driven(self.pci.function_of(requester))
            and self.remapping.cached(handle, requester, vcpu)
        )
        self.delivery.posted[vcpu] = True

    # --- what survives: all memory, and the registers of all other functions

    @sees(Guest)
    def content_of_own_pages(self, viewer: Guest, page: Page) -> None:
        see(
            self.memory.contents(self.memory.backing(page)),
            where=self.memory.holds(viewer, page) and self.memory.is_ram(page),
        )

    @sees(Guest)
    def registers_of_own_functions(self, viewer: Guest, function: Function) -> None:
        see(self.pci.registers(function), where=self.functions.uses(viewer, function) and not self.driven(function))

    @invariant
    def fresh_functions_hold_nothing(self, function: Function) -> bool:
        return implies(
            self.functions.fresh(function) and not self.driven(function),
            self.pci.registers(function) == self.memory.ZERO,
        )
