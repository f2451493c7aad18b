"""Functions that come to the next guest before they are done with the last."""

from septum.language import Concern, example
from septum.models.assumptions.drain_completes import DrainCompletes
from septum.models.assumptions.reset_scrubs_functions import ResetScrubsFunctions
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.errata import Errata
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid


class ResetAttacks(Concern):
    """Alice's function goes to Bob."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    iommu: Iommu
    registers: Registers
    errata: Errata
    procedures: Procedures
    attack: AttackProcedures

    def write_secret(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        secret: Word,
    ) -> None:
        """Alice runs, and writes a secret into a register of her function."""
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function
        self.procedures.renew(function)
        self.guests.create(alice)
        self.procedures.give_function(alice, function, requester)
        self.attack.run_with_registers(cpu, vcpu, alice, vmid, gfn, page, bar)
        self.registers.store_register(cpu, alice, gfn, page, secret, vcpu)

    @example(without=ResetScrubsFunctions, leak=True)
    def a_reset_leaves_registers(
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
        """The reset ends the function's work, and keeps what is in a register."""
        assert self.memory.ZERO == zero
        self.write_secret(cpu, hers, alice, vmid, gfn, one, bar, function, requester, secret)
        self.procedures.take_page(cpu, alice, gfn, one)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.errata.reset_partly(function)
        self.functions.release(function)
        self.scheduling.save_vcpu(cpu, hers)
        self.guests.create(bob)
        self.functions.assign(bob, function)
        self.attack.run_with_registers(cpu, his, bob, tag, gfn, two, bar)
        assert self.registers.load_register(cpu, bob, gfn, two) == secret

    @example(without="reset.BAR_LENT", leak=True)
    def registers_are_lent_during_the_reset(
        self,
        cpu: Cpu,
        hers: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        zero: Word,
        word: Word,
    ) -> None:
        """Alice still has a page of the function when it is Bob's."""
        assert self.memory.ZERO == zero
        self.write_secret(cpu, hers, alice, vmid, gfn, page, bar, function, requester, word)
        self.functions.detach(requester)
        self.procedures.renew(function)
        self.functions.release(function)
        self.guests.create(bob)
        self.functions.assign(bob, function)
        self.registers.store_register(cpu, alice, gfn, page, word, hers)

    @example(without=DrainCompletes, leak=True)
    def a_request_outlives_the_drain(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        secret: Word,
    ) -> None:
        """A read of Alice's memory is answered when the function is Bob's."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.attack.write_by_dma(alice, function, requester, iova, page, secret)
        self.iommu.dma_read(alice, requester, iova, page)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.errata.drain_early(function)
        self.attack.hand_over(function, bob, requester)
        self.iommu.land_read(bob, function, page)
