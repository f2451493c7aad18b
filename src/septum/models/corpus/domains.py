"""Functions that change hands while a requester id, a translation or a request is still the former user's."""

from septum.language import Concern, example
from septum.models.assumptions.aliases_are_known import AliasesAreKnown
from septum.models.corpus.procedures import AttackProcedures
from septum.models.device_memory import DeviceMemory
from septum.models.dma import Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.pcie import Pcie
from septum.models.hardware.registers import Registers
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid


class DomainAttacks(Concern):
    """Bob's function comes at Alice's memory, or brings him what was hers."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    iommu: Iommu
    pcie: Pcie
    device_memory: DeviceMemory
    registers: Registers
    procedures: Procedures
    attack: AttackProcedures

    @example(without="reset.NOT_DRAINED", leak=True)
    def a_device_entry_changes_unflushed(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """The function's entry leads to Bob's tables; the IOMMU still remembers what it found in Alice's."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.attack.hand_over(function, bob, requester)
        self.attack.write_by_dma(bob, function, requester, iova, page, word)

    @example(without="quarantine.STILL_ATTACHED", leak=True)
    def a_reserved_mapping_stays(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """The function is taken from Alice, and what was mapped for it is not unmapped."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.attack.hand_over(function, bob, requester)
        self.iommu.fill_iotlb(bob, alice, requester, iova, page, Access.WRITE)
        self.attack.write_by_dma(bob, function, requester, iova, page, word)

    @example(without="quarantine.STILL_ATTACHED", leak=True)
    def a_phantom_keeps_its_domain(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        phantom: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """A function sends under two ids; when it changes hands, one of them stays attached to its former user."""
        assert self.memory.ZERO == zero and self.pci.function_of(phantom) == function
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.functions.attach(phantom)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.attack.hand_over(function, bob, requester)
        self.iommu.fill_iotlb(bob, alice, phantom, iova, page, Access.WRITE)
        self.attack.write_by_dma(bob, function, phantom, iova, page, word)

    @example(without=AliasesAreKnown, leak=True)
    def a_phantom_is_taken_for_another(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        bobs: Function,
        requester: RequesterId,
        his: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """Bob's function sends under an id which the core's table says is that of Alice's."""
        assert self.memory.ZERO == zero and self.pci.function_of(his) == bobs
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.guests.create(bob)
        self.procedures.renew(bobs)
        self.procedures.give_function(bob, bobs, his)
        self.pcie.write_as_phantom(bob, alice, bobs, requester, iova, page, word)
        self.iommu.land_write(bob, bobs, page, word)

    @example(without="quarantine.STILL_ATTACHED", leak=True)
    def a_quarantined_function_walks_a_table(
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
        zero: Word,
        secret: Word,
    ) -> None:
        """What should lead nowhere leads to memory: after its reset the function fetches Alice's word, for Bob."""
        assert self.memory.ZERO == zero and self.memory.kind(bar) == FrameKind.BAR
        assert self.pci.function_at(bar) == function
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.attack.write_by_dma(alice, function, requester, iova, page, secret)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.functions.reset(function)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ)
        self.attack.read_by_dma(alice, function, requester, iova, page)
        self.functions.release(function)
        self.guests.create(bob)
        self.functions.assign(bob, function)
        self.attack.run_with_registers(cpu, vcpu, bob, vmid, gfn, registers, bar)
        assert self.registers.load_register(cpu, bob, gfn, registers) == secret
