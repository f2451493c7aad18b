"""What a function gets when it is already on its way to the next user."""

from septum.language import Concern, example
from septum.models.corpus.procedures import AttackProcedures
from septum.models.device_memory import DeviceMemory
from septum.models.dma import Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid


class LateGiftAttacks(Concern):
    """A page of a function is lent or mapped where nothing scrubs what is left there."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    device_memory: DeviceMemory
    dma: Dma
    iommu: Iommu
    registers: Registers
    procedures: Procedures
    attack: AttackProcedures

    @example(without="lend_device.QUARANTINED", leak=True)
    def registers_are_lent_after_the_reset(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice gets a page of a function that has been reset, and leaves a word in it for Bob."""
        assert self.memory.ZERO == zero
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function
        self.procedures.renew(function)
        self.guests.create(alice)
        self.procedures.give_function(alice, function, requester)
        self.functions.detach(requester)
        self.procedures.renew(function)
        self.attack.run_with_registers(cpu, hers, alice, vmid, gfn, one, bar)
        self.registers.store_register(cpu, alice, gfn, one, secret, hers)
        self.procedures.take_page(cpu, alice, gfn, one)
        self.functions.release(function)
        self.scheduling.save_vcpu(cpu, hers)
        self.guests.create(bob)
        self.functions.assign(bob, function)
        self.attack.run_with_registers(cpu, his, bob, tag, gfn, two, bar)
        assert self.registers.load_register(cpu, bob, gfn, two) == secret

    @example(without="map_io.NOT_RAM", leak=True)
    def a_function_writes_into_device_memory(
        self,
        cpu: Cpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's function leaves a word in device memory, which nobody scrubs; Bob's function reads it there."""
        assert self.memory.ZERO == zero
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function
        self.procedures.renew(function)
        self.guests.create(alice)
        self.dma.reserve(alice, iova)
        self.procedures.give_function(alice, function, requester)
        self.device_memory.lend_device(alice, one, bar)
        self.dma.map_io(alice, function, iova, one, {Access.WRITE})
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.attack.write_by_dma(alice, function, requester, iova, one, secret)
        self.procedures.forget_page(cpu, one)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.attack.hand_over(function, bob, requester)
        self.dma.reserve(bob, iova)
        self.attack.run_with_registers(cpu, his, bob, vmid, gfn, two, bar)
        self.dma.map_io(bob, function, iova, two, {Access.READ})
        self.iommu.fill_iotlb(bob, bob, requester, iova, two, Access.READ)
        self.attack.read_by_dma(bob, function, requester, iova, two)
        assert self.registers.load_register(cpu, bob, gfn, two) == secret
