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
    core,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    see,
    sees,
    step,
    tell,
    when,
)
from septum.models.guests import OK, Guest, Guests
from septum.models.memory import BEING_TAKEN, Memory, Page
from septum.models.scheduling import Cpu


class Gfn(Sort):
    """A guest frame number: a guest's own name for a place."""


class Access(Enumeration):
    """What a translation allows."""

    READ, WRITE, EXECUTE = range(3)


NOT_OWNER = Status()
GFN_IN_USE = Status()
STILL_MAPPED = Status()
NOT_INVALIDATED = Status()

MAPPED = News()
UNMAPPED = News()
ACKNOWLEDGED = News()


class Translation(Concern):
    """Pages are mapped and unmapped; a revoked page is forgotten by one CPU after the other."""

    guests: Guests
    memory: Memory

    stage2: Relation[Guest, Gfn, Page, Access] = core()  # the core reads and writes it
    acknowledged: Relation[Cpu, Page] = core()  # the core's record: this CPU has forgotten the page

    @initially
    def nothing_is_mapped(self) -> bool:
        return not any(self.stage2[:, :, :, :]) and not any(self.acknowledged[:, :])

    @capability(by=Manager)
    def map_page(self, guest: Guest, gfn: Gfn, page: Page, rights: set[Access]) -> Status:
        """Let `guest` reach `page` at `gfn`, with these rights and no others.

        Source: NOVA, delegation of memory; KVM, memory slots."""
        refuse(NOT_OWNER, "the page belongs to another", unless=self.memory.holds(guest, page))
        refuse(BEING_TAKEN, "the page is on its way back", when=self.memory.revoked(page))
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
        """Forget the translation. CPUs may remember it until they acknowledge that the page is revoked.

        Source: KVM, deletion of a memory slot."""
        self.stage2[guest, gfn, page, :] = False
        tell(guest, UNMAPPED, gfn, page)
        return OK

    @joins(Memory.revoke)
    def nobody_maps_it(self, page: Page) -> None:
        refuse(STILL_MAPPED, "a guest maps the page", when=any(self.stage2[:, :, page, :]))

    @step(by=Hardware)
    def acknowledge(self, cpu: Cpu, page: Page) -> None:
        """A CPU has forgotten a revoked page. Nobody says when: a CPU may be late.

        Source: Intel SDM volume 3, propagation of paging-structure changes; Arm ARM, TLBI and DSB."""
        when(self.memory.lent(page) and self.memory.revoked(page))
        self.acknowledged[cpu, page] = True
        tell(self.memory.holder(page), ACKNOWLEDGED, cpu)
        tell(Manager, ACKNOWLEDGED, cpu, page)

    @joins(Memory.take_back)
    def every_cpu_has_forgotten_it(self, page: Page) -> None:
        refuse(NOT_INVALIDATED, "a CPU may remember it", unless=all(self.acknowledged(cpu, page) for cpu in Cpu))

    @sees(Guest)
    def own_translations(self, viewer: Guest, gfn: Gfn, page: Page, access: Access) -> None:
        see(self.stage2(viewer, gfn, page, access))

    @always
    def a_gfn_leads_to_one_page(self, guest: Guest, gfn: Gfn, one: Page, other: Page, a: Access, b: Access) -> bool:
        """A guest's page table is one: no place in it has two entries."""
        return implies(self.stage2(guest, gfn, one, a) and self.stage2(guest, gfn, other, b), one == other)

    @invariant
    def translations_stay_inside(self, guest: Guest, gfn: Gfn, page: Page, access: Access) -> bool:
        return implies(
            self.stage2(guest, gfn, page, access), self.memory.holds(guest, page) and not self.memory.revoked(page)
        )

    @invariant
    def only_revoked_pages_are_acknowledged(self, cpu: Cpu, page: Page) -> bool:
        return implies(self.acknowledged(cpu, page), self.memory.revoked(page))
