"""What attacks on a GPU have in common."""

from septum.language import Concern
from septum.models.device_memory import DeviceMemory
from septum.models.driver import GpuDriver
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.mig import Instance, Part, Slice
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.instances import Instances
from septum.models.memory import Frame, FrameKind, Memory, Page
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class GpuProcedures(Concern):
    """Guests with functions of one GPU, and instances that are ready for them."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    device_memory: DeviceMemory
    instances: Instances
    driver: GpuDriver
    procedures: Procedures

    def renew(self, instance: Instance) -> None:
        """An instance in which nothing is left."""
        self.driver.clear_local_memory(instance)
        self.instances.renew(instance)

    def prepare(self, instance: Instance, part: Part, unit: Slice) -> None:
        """An instance with a slice."""
        self.driver.scrub_slice(unit)
        self.driver.route(instance, part, unit)
        self.renew(instance)

    def admit(self, guest: Guest, function: Function, requester: RequesterId) -> None:
        """A guest with a function of the GPU."""
        assert self.pci.function_of(requester) == function
        self.procedures.renew(function)
        self.guests.create(guest)
        self.procedures.give_function(guest, function, requester)

    def boot(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        guest: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
    ) -> None:
        """A guest that runs, with a function of the GPU and a page of its BAR."""
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.scheduling.guest_of(vcpu) == guest
        self.admit(guest, function, requester)
        self.procedures.give_device_page(guest, gfn, page, bar)
        self.procedures.start(cpu, vcpu, guest, vmid)
        self.procedures.touch(cpu, guest, gfn, page)

    def serve(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        guest: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
        instance: Instance,
        part: Part,
        unit: Slice,
    ) -> None:
        """A guest that runs, with an instance of its own."""
        self.prepare(instance, part, unit)
        self.boot(cpu, vcpu, guest, vmid, gfn, page, bar, function, requester)
        self.instances.bind(guest, function, instance)

    def enter(
        self,
        cpu: Cpu,
        before: Vcpu,
        vcpu: Vcpu,
        guest: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        requester: RequesterId,
    ) -> None:
        """A second guest on the CPU of the first, with a function of the GPU and no instance."""
        self.scheduling.save_vcpu(cpu, before)
        self.boot(cpu, vcpu, guest, vmid, gfn, page, bar, function, requester)
