"""Second-stage translation as a reader of the language first meets it: it loads, and its parts prove."""
# ruff: noqa: E501 (the example is laid out as a table)

import shutil
from pathlib import Path

import pytest

from septum.engines.prove import prove
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import GuardKind, Home, Model, StepKind

SMALL = Path(__file__).parents[1] / "models" / "small"

EXAMPLE = '''
"""Second-stage translation, and a profile of it."""

from septum.language import (
    Concern,
    Enumeration,
    Hardware,
    Manager,
    News,
    Profile,
    Relation,
    Sort,
    Status,
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
from .hostile_manager import HostileManager
from septum.models.isolation import Isolation
from .memory import NOT_LENT, Frame, Memory, Page, Word


class Gfn(Sort):
    """A guest frame number."""


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
INVALIDATED = News()


class Translation(Concern):
    """Second-stage translation: what a guest's own addresses reach."""

    guests: Guests                                    # inclusion: the profile's one Guests
    memory: Memory

    stage2:      Relation[Guest, Gfn, Page, Access]             = core()      # the core reads and writes it
    invalidated: Relation[Page]                                 = core()      # the core's record of a finished flush
    tlb:         Relation[Cpu, Guest, Gfn, Page, Frame, Access] = hardware()  # commanded, never read, by the core

    @initially
    def nothing_is_mapped(self) -> bool:
        return not any(self.stage2[:, :, :, :]) and not any(self.tlb[:, :, :, :, :, :]) and not any(self.invalidated[:])

    @capability(by=Manager)
    def map_page(self, guest: Guest, gfn: Gfn, page: Page, rights: set[Access]) -> Status:
        """Let `guest` reach `page` at `gfn`, with these rights and no others."""
        refuse(NOT_OWNER, "the page belongs to another", unless=self.memory.holds(guest, page))
        refuse(BEING_TAKEN, "the page is on its way back", when=self.invalidated(page))
        refuse(GFN_IN_USE, "the gfn maps another page", when=any(self.stage2(guest, gfn, p, a) and p != page for p in Page for a in Access))
        self.stage2[guest, gfn, page, :] = rights
        tell(guest, MAPPED, gfn, page, rights)        # the policy: what a principal learns that did not ask
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

    @joins(Memory.take_back)                          # adds its checks and effects to a step of another concern
    def no_translation_is_left(self, page: Page) -> None:
        refuse(NOT_INVALIDATED, "a CPU may remember it", unless=self.invalidated(page))

    @step(by=Hardware, for_="guest")                  # an assumption could switch it off: unless=
    def fill_tlb(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, access: Access) -> None:
        waits(self.guests.runs_on(cpu, guest))        # its turn is the scheduler's choice
        when(self.stage2(guest, gfn, page, access))
        self.tlb[cpu, guest, gfn, page, self.memory.backing(page), access] = True

    @step(by="guest")                                 # what it returns, the guest observes
    def load(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page) -> Word:
        waits(self.guests.runs_on(cpu, guest))
        frame = choose((f for f in Frame if self.tlb(cpu, guest, gfn, page, f, Access.READ)), or_refuse=FAULT)
        refuse(NOT_MEMORY, "a device answers there", when=self.memory.is_device(frame))
        return self.memory.contents(frame)

    @sees(Guest)                                      # what a principal sees of the state, under names it was given
    def own_translations(self, viewer: Guest, gfn: Gfn, page: Page, access: Access) -> None:
        see(self.stage2(viewer, gfn, page, access))

    @sees(Guest)
    def own_cached_translations(self, viewer: Guest, cpu: Cpu, gfn: Gfn, page: Page, access: Access) -> None:
        see(self.tlb(cpu, viewer, gfn, page, self.memory.backing(page), access))

    @invariant
    def translations_stay_inside(self, guest: Guest, gfn: Gfn, page: Page, access: Access) -> bool:
        return implies(self.stage2(guest, gfn, page, access), self.memory.holds(guest, page) and not self.invalidated(page))

    @invariant
    def cached_translations_stay_inside(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, frame: Frame, access: Access) -> bool:
        return implies(self.tlb(cpu, guest, gfn, page, frame, access),
                       self.memory.holds(guest, page) and not self.invalidated(page) and self.memory.backing(page) == frame)


class Small(Profile):
    """Memory and its translation, under a hostile manager."""

    includes  = [Guests, Memory, Translation, HostileManager]
    observers = [Guest, Manager]                      # the hostile ones: each hears only its news
    property  = Isolation
    assumes   = []
'''


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = tmp_path_factory.mktemp("design")
    for name in ("guests", "hostile_manager", "memory"):
        shutil.copy(SMALL / f"{name}.py", folder)
    file = folder / "design.py"
    file.write_text(EXAMPLE, encoding="utf-8")
    return load_profile(str(file))


def test_it_loads_with_its_steps_views_and_invariants(model: Model) -> None:
    own = [step for step in model.steps if step.concern == "Translation"]
    assert [step.name for step in own] == ["map_page", "invalidate", "fill_tlb", "load"]
    assert [view.name for view in model.views if view.concern == "Translation"] == [
        "own_translations",
        "own_cached_translations",
    ]
    assert {"translations_stay_inside", "cached_translations_stay_inside"} <= {i.name for i in model.invariants}


def test_a_join_adds_its_check_to_a_step_of_another_concern(model: Model) -> None:
    guards = [guard.identifier for guard in model.step("take_back").guards]
    assert guards == ["take_back.NOT_LENT", "take_back.NOT_INVALIDATED"]


def test_who_acts_who_is_told_and_where_symbols_live(model: Model) -> None:
    assert {s.symbol.name: s.home for s in model.symbols if s.symbol.name.startswith("Translation.")} == {
        "Translation.stage2": Home.CORE,
        "Translation.invalidated": Home.CORE,
        "Translation.tlb": Home.HARDWARE,
    }
    fill, load, mapping = model.step("fill_tlb"), model.step("load"), model.step("map_page")
    assert (fill.by, str(fill.actor.parameter), fill.kind) == ("Hardware", "guest", StepKind.STEP)
    assert (load.by, str(load.actor.parameter)) == ("guest", "guest")
    assert (mapping.by, mapping.actor.principal) == ("Manager", "Manager")
    assert [tell.identifier for tell in mapping.tells] == ["map_page.MAPPED"]
    assert [guard.kind for guard in load.guards] == [GuardKind.WAITS, GuardKind.CHOOSE, GuardKind.REFUSE]


def test_a_reply_of_a_load_is_proved_to_be_the_guests_own(model: Model) -> None:
    result = prove(model, Settings(only=("load/*", "invalidate/o_inv/*")))
    assert result.outcomes
    assert {outcome.verdict for outcome in result.outcomes} == {Verdict.PROVED}
