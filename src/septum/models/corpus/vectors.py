"""MSI-X tables that others write."""

from septum.language import Concern, example
from septum.models.corpus.procedures import AttackProcedures
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.interrupt_delivery import InterruptDelivery
from septum.models.hardware.interrupt_remapping import InterruptRemapping
from septum.models.hardware.pci import Function, Handle, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.interrupts import Interrupts
from septum.models.memory import Frame, FrameKind, Memory, Page
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class VectorAttacks(Concern):
    """Bob's function raises an interrupt because Alice has written its table."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    registers: Registers
    interrupts: Interrupts
    remapping: InterruptRemapping
    delivery: InterruptDelivery
    procedures: Procedures
    attack: AttackProcedures

    @example(without="store_vector.FAULT", leak=True)
    def a_table_is_written_without_a_translation(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        gfn: Gfn,
        page: Page,
        table: Frame,
        function: Function,
        requester: RequesterId,
        handle: Handle,
    ) -> None:
        """Alice maps nothing, and writes the table of Bob's function; it interrupts him."""
        assert self.memory.kind(table) == FrameKind.MSIX_TABLE and self.pci.function_at(table) == function
        assert self.pci.function_of(requester) == function and self.scheduling.guest_of(his) == bob
        self.procedures.renew(function)
        self.guests.create(bob)
        self.procedures.give_function(bob, function, requester)
        self.interrupts.flush_handle(handle)
        self.interrupts.route_interrupt(handle, requester, his)
        self.remapping.fill_interrupt_cache(bob, handle, requester, his)
        self.guests.create(alice)
        self.attack.start(cpu, hers, alice, vmid)
        self.registers.store_vector(cpu, alice, gfn, page, handle)
        self.remapping.fire_vector(bob, handle, requester, his)
        self.scheduling.save_vcpu(cpu, hers)
        self.procedures.start(cpu, his, bob, tag)
        self.delivery.take_interrupt(cpu, his, bob)
