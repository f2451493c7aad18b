"""Semantics that must not pass: each is refuted by the obligation that is about it, and by no other."""

from pathlib import Path

import pytest

from septum.diagnostics import InputError
from septum.engines.prove import prove
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model

MODELS = Path(__file__).parents[2] / "src" / "septum" / "models"
EXAMPLES = Path(__file__).parents[2] / "examples"
OWN = Path(__file__).parent / "models"
ALLOCATORS = (OWN / "allocators.py").read_text(encoding="utf-8")
GOSSIP = (OWN / "gossip.py").read_text(encoding="utf-8")


def verdicts(model: Model, *steps: str) -> dict[Verdict, set[str]]:
    """The obligations of these steps, by their verdicts."""
    found: dict[Verdict, set[str]] = {}
    for outcome in prove(model, Settings(only=tuple(f"{step}/*" for step in steps), workers=1)).outcomes:
        found.setdefault(outcome.verdict, set()).add(outcome.identifier)
    return found


def changed(file: str, *swaps: tuple[str, str]) -> Model:
    """The profile `minimal` with one file changed."""
    text = (MODELS / file).read_text(encoding="utf-8")
    for old, new in swaps:
        assert text.count(old) == 1, f"{file} has {text.count(old)} times: {old}"
        text = text.replace(old, new)
    return load_profile("minimal", {file: text})


def written(text: str) -> Model:
    """The profile of a text of its own."""
    return load_profile("mine.py", {"mine.py": text})


def expect(model: Model, steps: tuple[str, ...], violated: set[str]) -> None:
    """Of these steps' obligations exactly `violated` are violated, and all others are proved."""
    found = verdicts(model, *steps)
    assert found.pop(Verdict.VIOLATED, set()) == violated
    assert set(found) == {Verdict.PROVED}


# --- allocators


def test_an_allocator_that_tells_of_the_page_alone_is_proved() -> None:
    expect(written(ALLOCATORS), ("grow",), violated=set())


def test_an_allocator_that_answers_the_lowest_free_frame_is_refuted() -> None:
    """The answer leaks, and so does success: names and frames are shared with others."""
    expect(
        written(ALLOCATORS),
        ("ask",),
        violated={"ask/o_reply/reply", "ask/o_status/NO_FRAME", "ask/o_status/PAGE_NAME_USED"},
    )


def test_an_allocator_whose_loan_shows_its_frame_is_refuted() -> None:
    leaky = ALLOCATORS.replace("tell(guest, GROWN, page)", "tell(guest, GROWN, page, self.below(frame, frame))")
    assert leaky != ALLOCATORS
    shown = leaky.replace(
        "    @capability(by=Manager)\n    def grow",
        "    @sees(Guest)\n    def own_frames(self, viewer: Guest, page: Page, frame: Frame) -> None:\n"
        "        see(self.memory.backing(page) == frame, where=self.memory.holds(viewer, page))\n\n"
        "    @capability(by=Manager)\n    def grow",
        1,
    ).replace("    refuse,\n    tell,", "    refuse,\n    see,\n    sees,\n    tell,", 1)
    expect(written(shown), ("grow",), violated={"grow/o_told/own_frames"})


def test_a_live_loan_may_move_to_another_frame_after_a_flush() -> None:
    expect(written(ALLOCATORS), ("renew",), violated=set())


def test_a_live_loan_that_moves_without_a_flush_is_refuted() -> None:
    flush = "        self.tlb.tlb[:, :, :, page, :, :] = False\n"
    assert flush in ALLOCATORS
    expect(
        written(ALLOCATORS.replace(flush, "")),
        ("renew",),
        violated={"renew/o_inv/cached_translations_stay_inside", "renew/o_own/own_cached_translations"},
    )


def test_a_pool_that_all_guests_share_is_refuted_where_it_is_empty() -> None:
    model = load_profile(str(EXAMPLES / "shared_pool.py"))
    expect(model, ("map_io", "unmap_io", "reset"), violated={"map_io/o_status/POOL_EMPTY"})


# --- gossip


def test_a_manager_that_writes_without_a_word_is_refuted() -> None:
    expect(written(GOSSIP), ("whisper",), violated={"whisper/o_write/content_of_own_pages"})


def test_a_manager_that_announces_and_does_not_say_what_is_refuted() -> None:
    expect(written(GOSSIP), ("announce",), violated={"announce/o_told/content_of_own_pages"})


def test_a_manager_that_declares_everything_is_proved_and_stands_in_the_news() -> None:
    model = written(GOSSIP)
    expect(model, ("declare",), violated=set())
    (told,) = model.step("declare").tells
    assert told.news == "MESSAGE"
    assert len(told.carries) == 3


def test_a_manager_that_waits_for_the_guest_is_refuted_where_it_is_refused() -> None:
    model = load_profile(str(EXAMPLES / "polite_manager.py"))
    expect(model, ("revoke", "map_io"), violated={"revoke/o_status/STILL_IO_MAPPED"})
    assert {s.name for s in model.active_steps()} == {s.name for s in load_profile("minimal").active_steps()}


# --- views


SEEN = """        see(
            self.memory.contents(self.memory.backing(page)),
            where=self.memory.holds(viewer, page) and self.memory.is_ram(page),
        )
"""
HEAD = "def content_of_own_pages(self, viewer: Guest, page: Page)"


def test_a_view_keyed_by_frame_is_no_view() -> None:
    """`any page of mine is backed by it` would tell frame numbers: a view may not quantify."""
    backed = "any(self.memory.holds(viewer, p) and self.memory.backing(p) == f for p in Page)"
    with pytest.raises(InputError) as raised:
        changed(
            "contents.py",
            ("import Memory, Page", "import Frame, Memory, Page"),
            (HEAD, "def seen(self, viewer: Guest, f: Frame)"),
            (SEEN, f"        see(self.memory.contents(f), where={backed})\n"),
        )
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {"SEP-SPEC-028"}


def test_a_view_that_names_the_frame_is_refuted_where_the_loan_begins() -> None:
    where = "self.memory.holds(viewer, page) and self.memory.is_ram(page) and self.memory.backing(page) == frame"
    model = changed(
        "contents.py",
        ("import Memory, Page", "import Frame, Memory, Page"),
        (HEAD, "def content_of_own_pages(self, viewer: Guest, page: Page, frame: Frame)"),
        (SEEN, f"        see(self.memory.contents(frame), where={where})\n"),
    )
    expect(model, ("lend", "take_back", "load"), violated={"lend/o_told/content_of_own_pages"})


def test_a_view_of_what_a_device_holds_is_refuted() -> None:
    where = "self.memory.holds(viewer, page)"
    model = changed(
        "contents.py", (SEEN, f"        see(self.memory.contents(self.memory.backing(page)), where={where})\n")
    )
    expect(model, ("lend_device", "take_back", "load"), violated={"lend_device/o_told/content_of_own_pages"})


def test_a_view_of_what_guests_ask_of_the_core_is_refuted() -> None:
    """A guest that maps its buffers would speak to the manager, and nothing declares it."""
    model = changed(
        "hostile_manager.py",
        ("but=[Dma.io_table, Dma.reserved, Interrupts.last_user]", "but=[Dma.reserved, Interrupts.last_user]"),
    )
    expect(
        model,
        ("map_io", "unmap_io"),
        violated={"map_io/o_write/the_records.io_table", "unmap_io/o_write/the_records.io_table"},
    )
