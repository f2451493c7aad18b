"""What `septum minimal` prints: counts that add up, and everything that needs a reader."""

from attrs import evolve

from septum.diagnostics import Span
from septum.engines.minimal.results import (
    Capabilities,
    CapabilitySet,
    Finding,
    Group,
    MinimalResult,
    Necessity,
    Standing,
    StoryLine,
)
from septum.engines.results import Verdict
from septum.report.manual.minimal import minimal_tables
from septum.report.minimal import minimal_lines

PLACE = Span("a.py", 7, 1)
LINE = StoryLine("a_story", Span("stories.py", 9, 1), "act(alice) refused BUSY", "done")


def part(name: str, standing: Standing, group: Group = Group.CHECK, **more: object) -> Finding:
    return evolve(Finding(name, group, "refuse", standing, PLACE), **more)


NEEDED = part("act.NOT_YOURS", Standing.NEEDED, obligation="act/o_write/own")
FUNCTIONAL = part("act.BUSY", Standing.FUNCTIONAL, story=LINE)
SECOND = part("act.TWICE", Standing.SECOND_LINE, partner="act.AGAIN")
IDLE = part("spite", Standing.IDLE, Group.EVENT)
UNEXPLAINED = part("act.NEVER", Standing.UNEXPLAINED)
UNDECIDED = part("act.HARD", Standing.UNDECIDED, detail="no run was found")
NECESSITY = Necessity(("act",), "work(alice)", PLACE, "", ("never Hall.open",), Verdict.PROVED)
FOUND = Capabilities(
    "a_day", PLACE, ("act", "rest", "paint"), (CapabilitySet(("act", "rest"), "a_story"),), (NECESSITY,), True
)


def lines(*findings: Finding, everything: bool = False, **more: object) -> list[str]:
    return minimal_lines(evolve(MinimalResult("mine", "0123456789ab", findings), **more), everything)


def test_all_needed_or_explained_is_proved_and_says_what_is_smallest() -> None:
    shown = lines(NEEDED, FUNCTIONAL, SECOND, capabilities=(FOUND,))
    assert shown[-1] == "proved: all 3 needed or explained, 0 idle; 2 is smallest"
    assert "  refuse, when       3       1           1            1       -     -     0" in shown
    assert "second-line   act.TWICE, with act.AGAIN" in shown
    assert "functional    act.BUSY, stories.py:9: act(alice) refused BUSY" in shown
    assert "capabilities  1 inclusion-minimal set of 3 run a_day: 2" in shown
    assert "              in none: paint" in shown


def test_an_idle_or_unexplained_part_is_a_violation_and_is_named() -> None:
    shown = lines(NEEDED, IDLE, UNEXPLAINED)
    assert shown[-1] == "violated: of 3 parts 1 unexplained, 1 idle"
    assert "idle          spite, a.py:7" in shown and "unexplained   act.NEVER, a.py:7" in shown


def test_what_is_undecided_is_not_proved() -> None:
    shown = lines(NEEDED, UNDECIDED)
    assert shown[-1] == "unknown: of 2 parts 1 undecided, 0 unexplained, 0 idle"
    assert "undecided     act.HARD, a.py:7; no run was found" in shown


def test_nothing_is_called_smallest_where_a_proof_is_missing() -> None:
    open_ = evolve(
        FOUND, complete=False, missing="not proved to be needed: act", sets=(CapabilitySet(("act",), "s", ("act",)),)
    )
    shown = lines(NEEDED, capabilities=(open_,))
    assert shown[-1].startswith("unknown: ") and "smallest" not in "\n".join(shown)
    assert "              not shown to be needed in it: act" in shown
    assert "smallest" not in minimal_tables(MinimalResult("mine", "0", (NEEDED,), (open_,)))


def test_defects_are_never_cut_and_explained_parts_are() -> None:
    many = [evolve(UNEXPLAINED, part=f"act.N{number}") for number in range(30)]
    told = [evolve(FUNCTIONAL, part=f"act.F{number}") for number in range(30)]
    shown = "\n".join(lines(*many, *told))
    assert all(f"act.N{number}," in shown for number in range(30))
    assert "act.F29," not in shown and "20 more: --all" in shown
    assert "act.F29," in "\n".join(lines(*many, *told, everything=True))


def test_a_profile_that_is_not_proved_is_said_to_be_not_proved() -> None:
    shown = lines(unproved=("act/o_write/own",))
    assert shown[-1].startswith("unknown: the whole of mine is not proved")
    assert "not proved    act/o_write/own" in shown


def test_the_page_has_every_part_and_counts_that_add_up() -> None:
    result = MinimalResult("mine", "0123456789ab", (NEEDED, FUNCTIONAL, SECOND, IDLE), (FOUND,), outside=("time",))
    page = minimal_tables(result)
    assert all(f"| `{finding.part}` | {finding.standing} |" in page for finding in result.findings)
    assert "| refuse, when | 3 | 1 | 1 | 1 |  |  |  |  |" in page
    assert "none with fewer than 2" in page and "`time`" in page
    assert "| `act` | `work(alice)` | the start | `never Hall.open` |" in page
