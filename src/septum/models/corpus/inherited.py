"""Lives and loans that begin with something already there."""

from septum.language import Concern, example, refused
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.hardware.tlb import Tlb
from septum.models.memory import BEING_TAKEN, Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid


class InheritedAttacks(Concern):
    """Alice begins, and has what a former Alice had, or what somebody prepared for her."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    tlb: Tlb
    pci: Pci
    functions: Functions
    dma: Dma
    iommu: Iommu
    registers: Registers
    procedures: Procedures
    attack: AttackProcedures

    @example(without="create.NAME_IN_USE", leak=True)
    def a_name_is_given_twice(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's name is given to another while she lives, who reads what she has stored."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, hers, alice, vmid, gfn, page, ram)
        self.tlb.store(cpu, alice, gfn, page, secret)
        self.guests.create(alice)
        assert self.tlb.load(cpu, alice, gfn, page) == secret

    @example(without="destroy.HOLDS_FUNCTIONS", leak=True)
    def a_function_outlives_its_user(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice ends with a function in her hands; the next of her name has it, and the word that is left in it."""
        assert self.memory.ZERO == zero and self.pci.function_of(requester) == function
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        self.procedures.renew(function)
        self.guests.create(alice)
        self.procedures.give_function(alice, function, requester)
        self.attack.run_with_registers(cpu, hers, alice, vmid, gfn, page, bar)
        self.registers.store_register(cpu, alice, gfn, page, secret, hers)
        self.procedures.take_page(cpu, alice, gfn, page)
        self.procedures.stop(cpu, hers, alice)
        self.guests.destroy(alice)
        self.guests.create(alice)

    @example(without="assign.NO_SUCH_GUEST", leak=True)
    def a_function_is_given_before_birth(
        self, alice: Guest, page: Page, ram: Frame, function: Function, requester: RequesterId, iova: Iova
    ) -> None:
        """A function is given to Alice before she is there, and reaches her memory when she is."""
        assert self.pci.function_of(requester) == function
        self.procedures.renew(function)
        self.procedures.give_function(alice, function, requester)
        self.attack.build(alice, page, ram)
        self.dma.reserve(alice, iova)
        self.dma.map_io(alice, function, iova, page, {Access.READ})
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ)

    @example(without="revoke.NOT_LENT", leak=True)
    def a_page_is_revoked_before_it_is_lent(
        self, bob: Guest, alice: Guest, page: Page, ram: Frame, function: Function, iova: Iova
    ) -> None:
        """A page is called back before it is lent, and whoever gets it then can do nothing with it."""
        self.memory.revoke(page)
        self.attack.build(alice, page, ram)
        self.dma.reserve(alice, iova)
        assert refused(self.dma.map_io(alice, function, iova, page, {Access.READ}), BEING_TAKEN)
