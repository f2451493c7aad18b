"""The translation lookaside buffers of the CPUs, and what guests reach through them."""

from septum.language import (
    Concern,
    Hardware,
    Relation,
    Status,
    choose,
    hardware,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    see,
    sees,
    step,
    waits,
    when,
)
from septum.models.guests import Guest
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid, Vmids

FAULT = Status()
NOT_MEMORY = Status()


class Tlb(Concern):
    """A CPU remembers translations by tag, with the frame as it was when it walked the table."""

    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    translation: Translation

    tlb: Relation[Cpu, Vmid, Gfn, Page, Frame, Access] = hardware()

    def reaches(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, frame: Frame, access: Access) -> bool:
        return self.tlb(cpu, self.vmids.vmid(guest), gfn, page, frame, access)

    @initially
    def nothing_is_remembered(self) -> bool:
        return not any(self.tlb[:, :, :, :, :, :])

    # --- the machine

    @step(by=Hardware, for_="guest")
    def fill_tlb(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, access: Access) -> None:
        """A walk of the page table leaves an entry.

        Source: Intel SDM volume 3, caching translation information."""
        waits(self.scheduling.is_on(cpu, guest))
        when(self.translation.stage2(guest, gfn, page, access))
        self.tlb[cpu, self.vmids.vmid(guest), gfn, page, self.memory.backing(page), access] = True

    @step(by=Hardware, for_="guest")
    def forget(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, access: Access) -> None:
        """An entry makes room for another.

        Source: Intel SDM volume 3, entries may be evicted at any time."""
        waits(self.scheduling.is_on(cpu, guest))
        self.tlb[cpu, self.vmids.vmid(guest), gfn, page, :, access] = False

    @joins(Translation.acknowledge)
    def a_cpu_flushes_the_holders_tag(self, cpu: Cpu, page: Page) -> None:
        # A holder without a tag left nothing that anybody can reach; what is bound now may be another's.
        if self.vmids.tagged(self.memory.holder(page)):
            self.tlb[cpu, self.vmids.vmid(self.memory.holder(page)), :, :, :, :] = False

    @joins(Vmids.flush_vmid)
    def a_cpu_flushes_the_tag(self, cpu: Cpu, vmid: Vmid) -> None:
        self.tlb[cpu, vmid, :, :, :, :] = False

    # --- the guest

    @step(by="guest")
    def load(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> Word:
        """Read memory.

        Source: Intel SDM volume 3, extended page tables."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.reaches(cpu, guest, gfn, page, f, Access.READ)), or_refuse=FAULT)
        refuse(NOT_MEMORY, "a device answers there", unless=self.memory.is_memory(frame))
        return self.memory.contents(frame)

    @step(by="guest")
    def store(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, word: Word) -> None:
        """Write memory.

        Source: Intel SDM volume 3, extended page tables."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.reaches(cpu, guest, gfn, page, f, Access.WRITE)), or_refuse=FAULT)
        refuse(NOT_MEMORY, "a device answers there", unless=self.memory.is_memory(frame))
        self.memory.contents[frame] = word

    @step(by="guest")
    def fetch(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> Word:
        """Execute what lies in memory: the guest comes to know it.

        Source: Intel SDM volume 3, extended page tables."""
        waits(self.scheduling.is_on(cpu, guest))
        frame = choose((f for f in Frame if self.reaches(cpu, guest, gfn, page, f, Access.EXECUTE)), or_refuse=FAULT)
        refuse(NOT_MEMORY, "a device answers there", unless=self.memory.is_memory(frame))
        return self.memory.contents(frame)

    # --- what a guest sees, and what holds

    @sees(Guest)
    def own_cached_translations(self, viewer: Guest, cpu: Cpu, gfn: Gfn, page: Page, access: Access) -> None:
        """Whether it has a tag, and what is remembered under it; not which tag, and never which frame."""
        see(self.reaches(cpu, viewer, gfn, page, self.memory.backing(page), access), where=self.vmids.tagged(viewer))

    @invariant
    def cached_translations_stay_inside(
        self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, frame: Frame, access: Access
    ) -> bool:
        return implies(
            self.vmids.tagged(guest) and self.reaches(cpu, guest, gfn, page, frame, access),
            self.memory.holds(guest, page)
            and not self.translation.acknowledged(cpu, page)
            and self.memory.backing(page) == frame,
        )

    @invariant
    def flushed_tags_hold_nothing(
        self, cpu: Cpu, vmid: Vmid, gfn: Gfn, page: Page, frame: Frame, access: Access
    ) -> bool:
        return implies(self.vmids.flushed(cpu, vmid), not self.tlb(cpu, vmid, gfn, page, frame, access))
