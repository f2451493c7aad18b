"""A run in which the GPU's driver is another guest, and does as it likes."""

from septum.language import Concern, example, impossible, refused
from septum.models.guests import Guest, Guests
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.registers import Registers
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.service_guest import DRIVEN, NOT_DRIVEN, ServiceGuest
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class DriverStories(Concern):
    """What the driver can touch, and what it cannot."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    registers: Registers
    service: ServiceGuest
    procedures: Procedures

    @example
    def only_the_gpu_is_the_drivers(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        driver: Guest,
        vmid: Vmid,
        low: Gfn,
        high: Gfn,
        one: Page,
        two: Page,
        gpu_bar: Frame,
        nic_bar: Frame,
        gpu: Function,
        nic: Function,
        gpu_id: RequesterId,
        nic_id: RequesterId,
        word: Word,
        other: Word,
    ) -> None:
        """Alice's network function answers for itself; her function of the GPU answers what the driver likes."""
        assert self.service.driver == driver and self.service.driven(gpu) and not self.service.driven(nic)
        assert self.memory.kind(gpu_bar) == FrameKind.BAR and self.memory.kind(nic_bar) == FrameKind.BAR
        assert self.pci.function_at(gpu_bar) == gpu and self.pci.function_at(nic_bar) == nic
        assert self.pci.function_of(gpu_id) == gpu and self.pci.function_of(nic_id) == nic
        assert self.scheduling.guest_of(vcpu) == alice
        self.procedures.renew(gpu)
        self.procedures.renew(nic)
        self.guests.create(alice)
        self.procedures.give_function(alice, gpu, gpu_id)
        self.procedures.give_function(alice, nic, nic_id)
        self.procedures.give_device_page(alice, low, one, gpu_bar)
        self.procedures.give_device_page(alice, high, two, nic_bar)
        self.procedures.start(cpu, vcpu, alice, vmid)
        self.procedures.touch(cpu, alice, low, one)
        self.procedures.touch(cpu, alice, high, two)
        self.service.drive(driver, gpu, other)
        assert impossible(self.service.drive(driver, nic, other))
        assert impossible(self.service.drive(alice, gpu, other))
        assert refused(self.registers.load_register(cpu, alice, low, one), DRIVEN)
        assert self.service.ask_driven(cpu, alice, low, one, other) == other
        assert refused(self.service.ask_driven(cpu, alice, high, two, other), NOT_DRIVEN)
        self.registers.store_register(cpu, alice, high, two, word, vcpu)
        assert self.registers.load_register(cpu, alice, high, two) == word
