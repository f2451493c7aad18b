"""Every published bug of the list has its verdict, and those that are to be caught are."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve

from septum.engines.corpus.bugs import find_bug, load_bugs, read_bug
from septum.engines.corpus.reading import without_forgotten
from septum.engines.corpus.results import BugVerdict, Likeness, ScriptVerdict
from septum.engines.corpus.verdicts import CorpusResult, judge_corpus
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.report.corpus import corpus_lines
from septum.report.manual.corpus import corpus_tables
from septum.spec.load import load_profile
from septum.spec.model import Model, without
from septum.spec.source import attack_files
from septum.workload.channels.register import load_channels

ROOT = Path(__file__).parents[3]
PUBLISHED = {
    "XSA-78", "XSA-80", "XSA-286", "XSA-321", "XSA-366", "XSA-346", "XSA-347", "XSA-442", "XSA-408", "XSA-401",
    "XSA-241", "XSA-493", "XSA-100", "XSA-364", "XSA-464", "XSA-222", "XSA-247", "XSA-460", "XSA-378", "XSA-386",
    "XSA-445", "XSA-449", "XSA-461", "XSA-212", "XSA-29", "XSA-255", "XSA-379", "XSA-384", "XSA-387", "XSA-486",
    "XSA-224", "XSA-218", "XSA-236", "XSA-500", "XSA-33", "XSA-49", "XSA-36", "XSA-395", "CVE-2021-29657",
    "CVE-2021-22543", "CVE-2026-24197", "CVE-2025-23290", "CVE-2024-0128", "CVE-2022-31609", "CVE-2023-25517",
    "CVE-2024-0077", "CVE-2022-21819", "CVE-2023-25518", "CVE-2024-0132", "CVE-2025-23266", "CVE-2023-4969",
}  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Model:
    return load_profile("minimal", beside=attack_files())


@pytest.fixture(scope="module")
def page(manual_script: Callable[[str], ModuleType]) -> ModuleType:
    """`docs/corpus_page.py`."""
    return manual_script("corpus_page")


@pytest.fixture(scope="module")
def result(page: ModuleType) -> CorpusResult:
    return page.judged(Settings(workers=2))


def test_every_script_is_caught_and_the_solvers_agree(result: CorpusResult) -> None:
    assert {s.name: (s.verdict, s.detail) for s in result.scripts if s.verdict is not ScriptVerdict.CAUGHT} == {}
    assert [s.name for s in result.scripts if not (s.confirmed and s.obligation and s.by)] == []
    assert result.verdict is Verdict.PROVED


def test_at_least_38_bugs_are_caught_and_the_others_are_counted_apart(result: CorpusResult) -> None:
    counts = {verdict: sum(bug.verdict is verdict for bug in result.bugs) for verdict in BugVerdict}
    assert counts[BugVerdict.CAUGHT] >= 38 and counts[BugVerdict.LOST] == 0
    assert sum(counts.values()) == len(result.bugs) == len(load_bugs()) == 44


def test_the_victim_of_a_bug_gets_or_loses_a_word_or_an_interrupt(result: CorpusResult) -> None:
    shown = {"content", "registers", "own_interrupts", "keep_their_content"}
    for script in (script for bug in result.bugs for script in bug.scripts):
        assert script.attack is not None
        fall = script.attack.fall
        by_answer = script.attack.two_runs and fall.property == "read"
        assert by_answer or any(word in fall.entry for word in shown), (script.name, fall.entry)


def test_attacks_are_replayed_and_marked_where_the_guard_would_stop_them(result: CorpusResult) -> None:
    for script in result.scripts:
        assert script.attack is not None and script.attack.replayed
        assert len(script.attack.moments) == script.steps
        marked = [
            number
            for number, moment in enumerate(script.attack.moments, 1)
            if any(event is not None and event.loosened for event in (moment.first, moment.second))
        ]
        assert {stop.number for stop in script.stops} <= set(marked), script.name


def test_every_bug_of_the_list_stands_in_it_once() -> None:
    names = [name for bug in load_bugs() for name in (bug.identifier, *bug.also)]
    assert len(names) == len(set(names))
    assert set(names) >= PUBLISHED
    assert find_bug("cve-2023-34326") == find_bug("XSA-442") is not None
    assert find_bug("XSA-1") is None


def test_every_script_exists_and_what_excludes_a_bug_is_in_the_profile_or_a_channel(model: Model) -> None:
    scripts = {e.name for e in model.examples if e.leak}
    known = {a.identifier for a in model.assumptions} | {c.identifier for c in load_channels()} | set(model.principals)
    assert {name for bug in load_bugs() for name in bug.scripts} <= scripts
    assert {bug.excluded_by for bug in load_bugs() if bug.excluded_by} <= known | {"excluded.nested-virtualization"}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"scripts": []}, "one of"),
        ({"not_expressible": "x"}, "one of"),
        ({"likeness": "as a class"}, "why"),
        ({"likeness": "alike"}, "alike"),
    ],
)
def test_an_entry_that_says_too_little_or_too_much_is_refused(change: dict[str, object], error: str) -> None:
    text = (ROOT / "src/septum/engines/corpus/bugs.toml").read_text(encoding="utf-8")
    record = next(r for r in tomllib.loads(text)["bug"] if r["id"] == "XSA-78")
    assert read_bug(record).likeness is Likeness.MECHANISM
    with pytest.raises(ValueError, match=error):
        read_bug(record | change)


def test_a_bug_is_lost_where_the_profile_has_forgotten_its_guard(model: Model) -> None:
    forgetful = without(model, "quarantine.STILL_ROUTED")
    bug = find_bug("XSA-395")
    assert bug is not None
    script = evolve(next(e for e in model.examples if e.name in bug.scripts), without=())
    found = judge_corpus(forgetful, (script,), (bug,), Settings(workers=1))
    assert (found.verdict, found.bugs[0].verdict) == (Verdict.VIOLATED, BugVerdict.LOST)
    lines = corpus_lines(found, forgetful, False)
    assert lines[-1] == "violated: 1 of 1 bug to be caught is not"
    assert any(line.startswith("not stopped   routes_outlive_their_owner, corpus/interrupts.py:") for line in lines)


def test_scripts_of_a_profile_that_has_forgotten_a_guard_are_read_as_naming_nothing(model: Model) -> None:
    assert without_forgotten(model) == {}
    texts = without_forgotten(without(model, "quarantine.STILL_ROUTED", "lend.NOT_RAM"))
    assert sorted(texts) == ["corpus/devices.py", "corpus/interrupts.py"]
    named = {e.name: e.without for e in load_profile("minimal", texts, attack_files()).examples}
    assert named["routes_outlive_their_owner"] == ()
    assert named["registers_pass_for_memory"] == ("lend.NOT_SCRUBBED",)
    assert named["a_posted_entry_is_overwritten"] == ("reroute_interrupt.NOT_YOURS",)


def test_the_manual_shows_the_corpus_as_it_is(page: ModuleType, result: CorpusResult) -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.page_with(corpus_tables(result), text) == text, "run: python docs/corpus_page.py"


def test_a_page_without_a_place_for_the_tables_is_noticed(page: ModuleType) -> None:
    with pytest.raises(ValueError, match="not marked"):
        page.page_with("x", "no place")
