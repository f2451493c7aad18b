"""Second-stage translation: what a guest's own addresses reach."""

from septum.language import (
    Concern,
    Enumeration,
    Hardware,
    Manager,
    News,
    Relation,
    Sort,
    Status,
    always,
    capability,
    choose,
    core,
    hardware,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    see,
    sees,
    step,
    tell,
    waits,
    when,
)

from .guests import OK, Cpu, Guest, Guests
from .memory import NOT_LENT, Frame, Memory, Page, Word


class Gfn(Sort):
    """A guest frame number: a guest's own name for a place."""


class Access(Enumeration):
    """What a translation allows."""

    READ, WRITE, EXECUTE = range(3)


NOT_OWNER = Status()
BEING_TAKEN = Status()
GFN_IN_USE = Status()
STILL_MAPPED = Status()
NOT_INVALIDATED = Status()
FAULT = Status()
NOT_MEMORY = Status()

MAPPED = News()
UNMAPPED = News()
INVALIDATED = News()


class Translation(Concern):
    """Second-stage translation: what a guest's own addresses reach."""

    guests: Guests
    memory: Memory

    stage2: Relation[Guest, Gfn, Page, Access] = core()  # the core reads and writes it
    invalidated: Relation[Page] = core()  # the core's record of a finished flush
    tlb: Relation[Cpu, Guest, Gfn, Page, Frame, Access] = hardware()  # remembers the frame; commanded, never read

    @initially
    def nothing_is_mapped(self) -> bool:
        return not any(self.stage2[:, :, :, :]) and not any(self.tlb[:, :, :, :, :, :]) and not any(self.invalidated[:])

    # --- the core, as the manager asks it

    @capability(by=Manager)
    def map_page(self, guest: Guest, gfn: Gfn, page: Page, rights: set[Access]) -> Status:
        """Let `guest` reach `page` at `gfn`, with these rights and no others."""
        refuse(NOT_OWNER, "the page belongs to another", unless=self.memory.holds(guest, page))
        refuse(BEING_TAKEN, "the page is on its way back", when=self.invalidated(page))
        refuse(
            GFN_IN_USE,
            "the gfn maps another page",
            when=any(self.stage2(guest, gfn, p, a) and p != page for p in Page for a in Access),
        )
        self.stage2[guest, gfn, page, :] = rights
        tell(guest, MAPPED, gfn, page, rights)
        return OK

    @capability(by=Manager)
    def unmap_page(self, guest: Guest, gfn: Gfn, page: Page) -> Status:
        """Forget the translation. CPUs may remember it until the page is invalidated."""
        self.stage2[guest, gfn, page, :] = False
        tell(guest, UNMAPPED, gfn, page)
        return OK

    @capability(by=Manager)
    def invalidate(self, page: Page) -> Status:
        """Make every CPU forget the page, for good."""
        refuse(NOT_LENT, "it is not lent", unless=self.memory.lent(page))
        refuse(STILL_MAPPED, "a guest maps the page", when=any(self.stage2[:, :, page, :]))
        self.tlb[:, :, :, page, :, :] = False
        self.invalidated[page] = True
        tell(self.memory.holder(page), INVALIDATED, page)
        return OK

    @joins(Memory.take_back)
    def no_translation_is_left(self, page: Page) -> None:
        refuse(NOT_INVALIDATED, "a CPU may remember it", unless=self.invalidated(page))

    # --- the machine

    @step(by=Hardware, for_="guest")
    def fill_tlb(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, access: Access) -> None:
        """A walk of the page table leaves an entry."""
        waits(self.guests.runs_on(cpu, guest))
        when(self.stage2(guest, gfn, page, access))
        self.tlb[cpu, guest, gfn, page, self.memory.backing(page), access] = True

    @step(by=Hardware, for_="guest")
    def forget(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, access: Access) -> None:
        """An entry makes room for another."""
        self.tlb[cpu, guest, gfn, page, :, access] = False

    # --- the guest

    @step(by="guest")
    def load(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> Word:
        """Read RAM."""
        waits(self.guests.runs_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb(cpu, guest, gfn, page, f, Access.READ)), or_refuse=FAULT)
        refuse(NOT_MEMORY, "a device answers there", when=self.memory.is_device(frame))
        return self.memory.contents(frame)

    @step(by="guest")
    def store(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, word: Word) -> None:
        """Write RAM."""
        waits(self.guests.runs_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb(cpu, guest, gfn, page, f, Access.WRITE)), or_refuse=FAULT)
        refuse(NOT_MEMORY, "a device answers there", when=self.memory.is_device(frame))
        self.memory.contents[frame] = word

    @step(by="guest")
    def fetch(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> Word:
        """Execute what lies in RAM: the guest comes to know it."""
        waits(self.guests.runs_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb(cpu, guest, gfn, page, f, Access.EXECUTE)), or_refuse=FAULT)
        refuse(NOT_MEMORY, "a device answers there", when=self.memory.is_device(frame))
        return self.memory.contents(frame)

    # --- what a guest sees

    @sees(Guest)
    def own_translations(self, viewer: Guest, gfn: Gfn, page: Page, access: Access) -> None:
        see(self.stage2(viewer, gfn, page, access))

    @sees(Guest)
    def own_cached_translations(self, viewer: Guest, cpu: Cpu, gfn: Gfn, page: Page, access: Access) -> None:
        see(self.tlb(cpu, viewer, gfn, page, self.memory.backing(page), access))

    # --- what holds

    @always
    def a_gfn_leads_to_one_page(self, guest: Guest, gfn: Gfn, one: Page, other: Page, a: Access, b: Access) -> bool:
        """A guest's page table is one: no place in it has two entries."""
        return implies(self.stage2(guest, gfn, one, a) and self.stage2(guest, gfn, other, b), one == other)

    @invariant
    def translations_stay_inside(self, guest: Guest, gfn: Gfn, page: Page, access: Access) -> bool:
        return implies(
            self.stage2(guest, gfn, page, access), self.memory.holds(guest, page) and not self.invalidated(page)
        )

    @invariant
    def cached_translations_stay_inside(
        self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, frame: Frame, access: Access
    ) -> bool:
        return implies(
            self.tlb(cpu, guest, gfn, page, frame, access),
            self.memory.holds(guest, page) and not self.invalidated(page) and self.memory.backing(page) == frame,
        )
