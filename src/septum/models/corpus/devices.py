"""Functions whose registers another reaches: in a switch, on a shared page, or by a loan of what is no memory."""

from septum.language import Concern, example
from septum.models.assumptions.acs_redirect import AcsRedirect
from septum.models.assumptions.bar_pages_are_exclusive import BarPagesAreExclusive
from septum.models.corpus.procedures import AttackProcedures
from septum.models.device_memory import DeviceMemory
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.pcie import Pcie
from septum.models.hardware.registers import Registers
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class DeviceAttacks(Concern):
    """Bob changes registers of Alice's function, or a frame of the core."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    tlb: Tlb
    pci: Pci
    functions: Functions
    device_memory: DeviceMemory
    registers: Registers
    pcie: Pcie
    procedures: Procedures
    attack: AttackProcedures

    def give_functions(
        self, alice: Guest, bob: Guest, hers: Function, his: Function, one: RequesterId, two: RequesterId
    ) -> None:
        """Two guests with a function each."""
        assert self.pci.function_of(one) == hers and self.pci.function_of(two) == his
        self.guests.create(alice)
        self.guests.create(bob)
        self.procedures.renew(hers)
        self.procedures.renew(his)
        self.procedures.give_function(alice, hers, one)
        self.procedures.give_function(bob, his, two)

    @example(without=AcsRedirect, leak=True)
    def a_switch_turns_requests_round(
        self,
        alice: Guest,
        bob: Guest,
        hers: Function,
        his: Function,
        one: RequesterId,
        two: RequesterId,
        zero: Word,
        word: Word,
    ) -> None:
        """Both functions are below a switch that sends what is for a neighbour to the neighbour."""
        assert self.memory.ZERO == zero
        self.give_functions(alice, bob, hers, his, one, two)
        self.pcie.write_to_peer(bob, his, hers, word)

    @example(without=BarPagesAreExclusive, leak=True)
    def two_functions_are_on_one_page(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        hers: Function,
        his: Function,
        one: RequesterId,
        two: RequesterId,
        zero: Word,
        word: Word,
    ) -> None:
        """A BAR is smaller than a page, and beside it begins the next function's."""
        assert self.memory.ZERO == zero and self.memory.kind(bar) == FrameKind.BAR
        assert self.pci.function_at(bar) == his
        self.give_functions(alice, bob, hers, his, one, two)
        self.attack.run_with_registers(cpu, vcpu, bob, vmid, gfn, page, bar)
        self.pcie.store_beside(cpu, bob, gfn, page, hers, word)

    @example(without=["lend.NOT_RAM", "lend.NOT_SCRUBBED"], leak=True)
    def registers_pass_for_memory(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        hers: Function,
        his: Function,
        one: RequesterId,
        two: RequesterId,
        zero: Word,
        word: Word,
    ) -> None:
        """An address with nothing in the host's table passes for memory that nobody has; registers answer there."""
        assert self.memory.ZERO == zero and self.memory.kind(bar) == FrameKind.BAR
        assert self.pci.function_at(bar) == hers
        self.give_functions(alice, bob, hers, his, one, two)
        self.memory.lend(bob, page, bar)
        self.attack.start(cpu, vcpu, bob, vmid)
        self.attack.use(bob, page, gfn, cpu)
        self.registers.store_register(cpu, bob, gfn, page, word, vcpu)

    @example(without="lend_device.NOT_DEVICE_MEMORY", leak=True)
    def a_frame_of_the_core_is_lent(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        cores: Frame,
        hers: Function,
        his: Function,
        one: RequesterId,
        two: RequesterId,
        zero: Word,
        word: Word,
    ) -> None:
        """Bob names an address of the core's, and the range is not checked."""
        assert self.memory.ZERO == zero and self.memory.kind(cores) == FrameKind.CORE
        assert self.pci.function_at(cores) == his
        self.give_functions(alice, bob, hers, his, one, two)
        self.attack.run_with_registers(cpu, vcpu, bob, vmid, gfn, page, cores)
        self.tlb.store(cpu, bob, gfn, page, word)
