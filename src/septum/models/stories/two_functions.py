"""A run in which one guest has two functions of the GPU, and an instance behind one of them."""

from septum.language import Concern, example
from septum.models.driver import GpuDriver
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.instances import Instances
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Vcpu
from septum.models.stories.gpu import GpuStories
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class TwoFunctions(Concern):
    """A tenant whose functions are told apart."""

    memory: Memory
    pci: Pci
    functions: Functions
    mig: Mig
    instances: Instances
    driver: GpuDriver
    gpu_stories: GpuStories
    procedures: Procedures

    @example
    def an_instance_is_behind_one_function(
        self,
        cpu: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        function: Function,
        other: Function,
        requester: RequesterId,
        instance: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        word: Word,
    ) -> None:
        """What one function serves cannot be taken from the other."""
        assert self.memory.ZERO == zero and self.mig.has(instance, part)
        self.procedures.renew(other)
        self.gpu_stories.boot_with_bar(cpu, vcpu, alice, vmid, gfn, page, bar, function, requester)
        self.functions.assign(alice, other)
        self.driver.scrub_slice(unit)
        self.driver.route(instance, part, unit)
        self.driver.clear_local_memory(instance)
        self.instances.renew(instance)
        self.instances.bind(alice, function, instance)
        self.mig.gpu_store(cpu, alice, gfn, page, instance, part, word)
        self.instances.unbind(other, instance)
        assert self.mig.gpu_load(cpu, alice, gfn, page, instance, part) == word
        self.instances.unbind(function, instance)
