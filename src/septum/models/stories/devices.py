"""Runs in which a function, its memory and its interrupts serve one guest after another."""

from septum.language import Concern, example, impossible, refused
from septum.models.device_memory import BAR_LENT, NOT_DEVICE_MEMORY, DeviceMemory
from septum.models.dma import NOT_RESERVED, NOT_YOURS, Dma, Iova
from septum.models.functions import (
    FUNCTION_TAKEN,
    HOLDS_FUNCTIONS,
    NOT_ASSIGNED,
    NOT_DRAINED,
    NOT_RESET,
    QUARANTINED,
    STILL_ATTACHED,
    Functions,
)
from septum.models.guests import NO_SUCH_GUEST, WRONG_PHASE, Guest, Guests
from septum.models.hardware.ats import Ats
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.registers import NOT_A_BAR, NOT_A_TABLE, Registers
from septum.models.hardware.tlb import FAULT, NOT_MEMORY, Tlb
from septum.models.memory import FRAME_LENT, NOT_RAM, PAGE_NAME_USED, Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import NOT_OWNER, Access, Gfn, Translation
from septum.models.vmids import Vmid


class DeviceStories(Concern):
    """Assign, attach, use, detach, quarantine, drain, reset, release, assign again."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    translation: Translation
    tlb: Tlb
    pci: Pci
    functions: Functions
    dma: Dma
    iommu: Iommu
    ats: Ats
    device_memory: DeviceMemory
    registers: Registers
    procedures: Procedures

    @example
    def a_function_has_one_user(
        self, alice: Guest, bob: Guest, page: Page, bar: Frame, cores: Frame, function: Function, requester: RequesterId
    ) -> None:
        """Nobody but its user gets a function's memory; it is reset in between; no guest ends with a function."""
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.memory.kind(cores) == FrameKind.CORE and self.pci.function_of(requester) == function
        assert refused(self.functions.assign(alice, function), NO_SUCH_GUEST)
        self.guests.create(alice)
        self.guests.create(bob)
        assert refused(self.functions.assign(alice, function), NOT_RESET)
        assert impossible(self.functions.drain(function))
        assert refused(self.functions.reset(function), NOT_DRAINED)
        self.procedures.renew(function)
        assert refused(self.functions.attach(requester), NOT_ASSIGNED)
        self.procedures.give_function(alice, function, requester)
        assert refused(self.functions.assign(bob, function), FUNCTION_TAKEN)
        assert refused(self.device_memory.lend_device(bob, page, bar), NOT_YOURS)
        assert refused(self.device_memory.lend_device(alice, page, cores), NOT_DEVICE_MEMORY)
        assert refused(self.memory.lend(alice, page, bar), NOT_RAM)
        assert refused(self.functions.quarantine(function), STILL_ATTACHED)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        assert refused(self.functions.attach(requester), QUARANTINED)
        assert refused(self.device_memory.lend_device(alice, page, bar), QUARANTINED)
        assert refused(self.functions.release(function), NOT_RESET)
        self.functions.drain(function)
        self.functions.reset(function)
        self.guests.start(alice)
        self.guests.quiesce(alice)
        assert refused(self.guests.destroy(alice), HOLDS_FUNCTIONS)
        self.functions.release(function)
        assert refused(self.functions.release(function), NOT_ASSIGNED)
        self.guests.destroy(alice)

    @example
    def registers_serve_two_guests(
        self,
        cpu: Cpu,
        alices: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        three: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        handle: Handle,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice writes a secret into a register; Bob gets the function and reads nothing."""
        assert self.memory.ZERO == zero and self.memory.kind(bar) == FrameKind.BAR
        assert self.pci.function_at(bar) == function and self.pci.function_of(requester) == function
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob
        self.procedures.renew(function)
        self.guests.create(alice)
        self.procedures.give_function(alice, function, requester)
        self.procedures.give_device_page(alice, gfn, one, bar)
        assert refused(self.device_memory.lend_device(alice, one, bar), PAGE_NAME_USED)
        assert refused(self.device_memory.lend_device(alice, two, bar), FRAME_LENT)
        self.procedures.start(cpu, alices, alice, vmid)
        assert refused(self.registers.load_register(cpu, alice, gfn, one), FAULT)
        assert refused(self.registers.store_register(cpu, alice, gfn, one, secret, alices), FAULT)
        assert refused(self.registers.store_vector(cpu, alice, gfn, one, handle), FAULT)
        self.procedures.touch(cpu, alice, gfn, one)
        self.registers.store_register(cpu, alice, gfn, one, secret, alices)
        assert self.registers.load_register(cpu, alice, gfn, one) == secret
        assert refused(self.tlb.load(cpu, alice, gfn, one), NOT_MEMORY)
        assert refused(self.tlb.store(cpu, alice, gfn, one, secret), NOT_MEMORY)
        assert refused(self.registers.store_vector(cpu, alice, gfn, one, handle), NOT_A_TABLE)
        self.translation.map_page(alice, gfn, one, {Access.EXECUTE})
        self.tlb.fill_tlb(cpu, alice, gfn, one, Access.EXECUTE)
        assert refused(self.tlb.fetch(cpu, alice, gfn, one), NOT_MEMORY)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        assert refused(self.functions.reset(function), BAR_LENT)
        self.procedures.take_page(cpu, alice, gfn, one)
        self.functions.reset(function)
        self.functions.release(function)
        self.procedures.stop(cpu, alices, alice)
        self.guests.create(bob)
        self.procedures.give_function(bob, function, requester)
        self.procedures.give_device_page(bob, gfn, three, bar)
        self.procedures.start(cpu, bobs, bob, vmid)
        self.procedures.touch(cpu, bob, gfn, three)
        assert self.registers.load_register(cpu, bob, gfn, three) == zero

    @example
    def a_function_reaches_what_its_guest_maps(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        registers: Page,
        ram: Frame,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        beyond: Iova,
        word: Word,
        other: Word,
    ) -> None:
        """A guest maps pages of its own for a function, within its quota; what is revoked leaves the table by force."""
        assert self.memory.kind(ram) == FrameKind.RAM and self.memory.kind(bar) == FrameKind.BAR
        assert self.pci.function_at(bar) == function and self.pci.function_of(requester) == function
        assert self.scheduling.guest_of(vcpu) == alice
        self.procedures.renew(function)
        assert refused(self.dma.reserve(alice, iova), WRONG_PHASE)
        self.procedures.boot(cpu, vcpu, alice, vmid, gfn, page, ram)
        assert refused(self.dma.reserve(alice, iova), WRONG_PHASE)
        assert refused(self.registers.load_register(cpu, alice, gfn, page), NOT_A_BAR)
        assert refused(self.registers.store_register(cpu, alice, gfn, page, word, vcpu), NOT_A_BAR)
        self.guests.create(bob)
        self.dma.reserve(bob, iova)
        assert refused(self.dma.map_io(bob, function, iova, page, {Access.READ}), NOT_OWNER)
        assert refused(self.dma.map_io(bob, function, beyond, page, {Access.READ}), NOT_RESERVED)
        self.procedures.give_function(bob, function, requester)
        self.device_memory.lend_device(bob, registers, bar)
        assert refused(self.dma.map_io(bob, function, iova, registers, {Access.READ}), NOT_RAM)
        assert impossible(self.iommu.fill_iotlb(bob, bob, requester, iova, page, Access.WRITE))
        assert impossible(self.iommu.dma_write(bob, requester, iova, page, word))
        assert impossible(self.ats.fill_device_tlb(bob, bob, requester, iova, page, Access.WRITE))
        assert impossible(self.ats.write_translated(bob, function, iova, page, word))
        assert impossible(self.iommu.land_write(bob, function, page, word))
        assert impossible(self.iommu.land_read(bob, function, page))
