"""What a tenant does with an instance of a partitioned GPU, in its own words."""

from septum.language import Concern
from septum.models.guests import Guest
from septum.models.hardware.mig import Instance, Mig, Part, Slice
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu
from septum.models.translation import Access, Gfn


class PartitionedGpu(Concern):
    """The instance is the tenant's alone: it finds nothing in it, and later what it wrote itself."""

    memory: Memory
    tlb: Tlb
    mig: Mig

    def submit(
        self,
        cpu: Cpu,
        guest: Guest,
        gfn: Gfn,
        page: Page,
        bar: Frame,
        instance: Instance,
        part: Part,
        unit: Slice,
        zero: Word,
        batch: Word,
    ) -> None:
        """A guest finds its instance empty, writes a batch into it, lets it compute, and reads what it wrote."""
        assert self.memory.backing(page) == bar and self.mig.leads_to(instance, part, unit)
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.READ)
        assert self.memory.backing(page) == bar and self.mig.leads_to(instance, part, unit)
        assert self.mig.gpu_load(cpu, guest, gfn, page, instance, part) == zero
        self.tlb.fill_tlb(cpu, guest, gfn, page, Access.WRITE)
        self.mig.gpu_store(cpu, guest, gfn, page, instance, part, batch)
        assert self.mig.use_local_memory(cpu, guest, gfn, page, instance, batch) == zero
        assert self.mig.gpu_load(cpu, guest, gfn, page, instance, part) == batch

    def spill(
        self,
        cpu: Cpu,
        guest: Guest,
        gfn: Gfn,
        page: Page,
        instance: Instance,
        far: Part,
        unit: Slice,
        zero: Word,
        batch: Word,
    ) -> None:
        """A guest with a larger instance finds another part of it empty, and uses it."""
        assert self.mig.leads_to(instance, far, unit)
        assert self.mig.gpu_load(cpu, guest, gfn, page, instance, far) == zero
        self.mig.gpu_store(cpu, guest, gfn, page, instance, far, batch)
        assert self.mig.gpu_load(cpu, guest, gfn, page, instance, far) == batch
