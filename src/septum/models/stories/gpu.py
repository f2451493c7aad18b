"""Runs in which an instance and a slice of the GPU serve one guest after another."""

from septum.language import Concern, example, impossible, refused
from septum.models.device_memory import DeviceMemory
from septum.models.dma import NOT_YOURS
from septum.models.driver import GpuDriver
from septum.models.functions import QUARANTINED, Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.mig import NO_INSTANCE, NO_SUCH_PART, Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.tlb import FAULT
from septum.models.instances import FUNCTION_BOUND, INSTANCE_BOUND, NOT_RENEWED, Instances
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class GpuStories(Concern):
    """Route, renew, bind, use, unbind, unroute, scrub, route again."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    device_memory: DeviceMemory
    mig: Mig
    instances: Instances
    driver: GpuDriver
    procedures: Procedures

    def boot_with_bar(
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
        """A guest with a function and a page of its BAR, on a CPU."""
        assert self.memory.kind(bar) == FrameKind.BAR and self.pci.function_at(bar) == function
        assert self.pci.function_of(requester) == function and self.scheduling.guest_of(vcpu) == guest
        self.procedures.renew(function)
        self.guests.create(guest)
        self.procedures.give_function(guest, function, requester)
        self.procedures.give_device_page(guest, gfn, page, bar)
        self.procedures.start(cpu, vcpu, guest, vmid)
        self.procedures.touch(cpu, guest, gfn, page)

    @example
    def an_instance_serves_two_guests(
        self,
        cpu: Cpu,
        alices: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        hers: Vmid,
        his: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        bar: Frame,
        other_bar: Frame,
        function: Function,
        other: Function,
        requester: RequesterId,
        other_requester: RequesterId,
        instance: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice's instance is taken from her; Bob gets it through a function of his, and reads nothing."""
        assert self.memory.ZERO == zero and self.mig.has(instance, part)
        self.boot_with_bar(cpu, alices, alice, hers, gfn, one, bar, function, requester)
        self.driver.clear_local_memory(instance)
        self.driver.scrub_slice(unit)
        assert refused(self.instances.bind(alice, function, instance), NOT_RENEWED)
        self.instances.renew(instance)
        assert impossible(self.instances.bind(alice, function, instance))
        self.driver.route(instance, part, unit)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, one, instance, part), NO_INSTANCE)
        self.instances.bind(alice, function, instance)
        self.mig.gpu_store(cpu, alice, gfn, one, instance, part, secret)
        assert self.mig.gpu_load(cpu, alice, gfn, one, instance, part) == secret
        assert self.mig.use_local_memory(cpu, alice, gfn, one, instance, secret) == zero
        assert refused(self.instances.renew(instance), INSTANCE_BOUND)
        assert impossible(self.driver.scrub_slice(unit))
        assert impossible(self.driver.clear_local_memory(instance))
        assert impossible(self.driver.unroute(instance, part))
        self.scheduling.save_vcpu(cpu, alices)
        self.instances.unbind(function, instance)
        assert impossible(self.instances.renew(instance))
        self.driver.scrub_slice(unit)
        assert impossible(self.instances.renew(instance))
        self.driver.clear_local_memory(instance)
        self.instances.renew(instance)
        self.boot_with_bar(cpu, bobs, bob, his, gfn, two, other_bar, other, other_requester)
        assert refused(self.instances.bind(bob, function, instance), NOT_YOURS)
        self.instances.bind(bob, other, instance)
        assert self.mig.gpu_load(cpu, bob, gfn, two, instance, part) == zero
        assert self.mig.use_local_memory(cpu, bob, gfn, two, instance, zero) == zero
        self.instances.unbind(other, instance)
        assert refused(self.mig.gpu_load(cpu, bob, gfn, two, instance, part), NO_INSTANCE)
        assert refused(self.mig.gpu_store(cpu, bob, gfn, two, instance, part, secret), NO_INSTANCE)
        assert refused(self.mig.use_local_memory(cpu, bob, gfn, two, instance, zero), NO_INSTANCE)

    @example
    def an_instance_has_its_size(
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
        instance: Instance,
        another: Instance,
        part: Part,
        beyond: Part,
        unit: Slice,
        word: Word,
    ) -> None:
        """A guest reaches the parts that its instance has, while it has the translation, and one instance only."""
        assert self.mig.has(instance, part) and not self.mig.has(instance, beyond)
        self.boot_with_bar(cpu, vcpu, alice, vmid, gfn, page, bar, function, requester)
        self.driver.scrub_slice(unit)
        self.driver.route(instance, part, unit)
        assert impossible(self.driver.route(another, part, unit))
        self.driver.clear_local_memory(instance)
        self.instances.renew(instance)
        self.instances.bind(alice, function, instance)
        self.driver.clear_local_memory(another)
        self.instances.renew(another)
        assert refused(self.instances.bind(alice, function, another), FUNCTION_BOUND)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, page, instance, beyond), NO_SUCH_PART)
        assert refused(self.mig.gpu_store(cpu, alice, gfn, page, instance, beyond, word), NO_SUCH_PART)
        self.procedures.take_page(cpu, alice, gfn, page)
        assert refused(self.mig.gpu_load(cpu, alice, gfn, page, instance, part), FAULT)
        assert refused(self.mig.gpu_store(cpu, alice, gfn, page, instance, part, word), FAULT)
        assert refused(self.mig.use_local_memory(cpu, alice, gfn, page, instance, word), FAULT)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        assert refused(self.functions.reset(function), FUNCTION_BOUND)
        self.instances.unbind(function, instance)
        self.driver.unroute(instance, part)
        assert refused(self.instances.bind(alice, function, another), QUARANTINED)
        self.functions.reset(function)
