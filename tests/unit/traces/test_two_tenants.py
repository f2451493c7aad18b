"""A recording of Linux is judged by what really happened; each edit of it that breaks isolation is noticed, with both
lines, and what only looks like one is not.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from two_tenants import dropped, ftrace, replaced, strace
from two_tenants_edits import BROKEN, LAST_UNMAP, ONE, TWO

from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.traces.judging import Judgement, Standing, judge_runs
from septum.traces.recording import read_runs, written
from septum.traces.recording.linux import recorded_run

Edit = Callable[[list[str]], None]


@pytest.fixture(scope="module")
def model() -> Model:
    return load_profile("minimal")


@pytest.fixture
def judge(tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Judgement]:
    monkeypatch.chdir(tmp_path)

    def judged(edit: Edit | None = None, calls: str | None = None, events: str | None = None) -> Judgement:
        files: list[str] = []
        if calls != "":
            (tmp_path / "t.strace").write_text(calls or strace(), encoding="utf-8")
            files.append("t.strace")
        if events != "":
            (tmp_path / "t.ftrace").write_text(events or ftrace(edit), encoding="utf-8")
            files.append("t.ftrace")
        run = recorded_run(files)
        (again,) = read_runs("t.jsonl", written([run]))
        first, second = judge_runs([run, again], model, {})
        assert first == second, "a run that is written and read again is judged the same"
        return first

    return judged


def _standings(judgement: Judgement) -> dict[str, str]:
    return {check.identifier: str(check.standing) for check in judgement.checks}


def _lines(judgement: Judgement) -> list[list[tuple[str, str]]]:
    return [[(w.who, str(w.place)) for w in finding.witnesses] for finding in judgement.findings]


def test_two_tenants_in_turn_are_proved_apart(judge: Callable[..., Judgement]) -> None:
    judgement = judge()
    assert judgement.standing is Standing.PROVED
    assert judgement.subject == "2 guests, 0000:01:00.1 in turn: 8 maps, 10 unmaps, 2 failed calls"
    assert judgement.last == "nothing of guest 1 was mapped when guest 2 attached 0000:01:00.1"
    assert _standings(judgement) == dict.fromkeys(["frames", "handover", "attachments", "returned", "reset"], "proved")


def test_without_calls_monitors_are_told_apart_by_their_threads(judge: Callable[..., Judgement]) -> None:
    judgement = judge(calls="")
    assert judgement.standing is Standing.PROVED
    assert judgement.last == "nothing of guest 1 was mapped when guest 2 attached 0000:01:00.1"


def test_without_events_of_the_kernel_nothing_is_proved_and_it_is_said_what_is_missing(
    judge: Callable[..., Judgement],
) -> None:
    judgement = judge(events="")
    assert judgement.standing is Standing.UNKNOWN
    assert {name for name, word in _standings(judgement).items() if word == "unknown"} == {
        "frames",
        "handover",
        "returned",
    }
    assert any("iommu:map" in text for text in judgement.unseen)


@pytest.mark.parametrize("name", BROKEN)
def test_an_edit_that_breaks_isolation_is_noticed_with_both_lines(name: str, judge: Callable[..., Judgement]) -> None:
    edit, checks, lines = BROKEN[name]
    judgement = judge(edit)
    assert judgement.standing is Standing.VIOLATED
    violated = {check for check, word in _standings(judgement).items() if word == "violated"}
    assert violated == checks
    first = _lines(judgement)[0]
    assert first[: len(lines)] == [(who, f"t.ftrace:{number}") for who, number in lines]
    assert all(finding.missing for finding in judgement.findings)


def test_maps_of_one_missing_unmap_are_one_cause(judge: Callable[..., Judgement]) -> None:
    (finding,) = judge(dropped(LAST_UNMAP)).findings
    assert finding.subject == "frames 0x110400000..0x1107fffff, mapped for guest 2 and guest 1"
    assert finding.missing == "unmap of iova 0x0..0x7fffff between the two"
    assert finding.more == "1 more map of guest 2, 4 MiB in all"
    assert finding.victims == ((ONE, TWO),)


def test_what_is_left_of_half_an_unmap_is_what_is_missing(judge: Callable[..., Judgement]) -> None:
    (finding,) = judge(replaced(LAST_UNMAP, "unmapped_size=8388608", "unmapped_size=4194304")).findings
    assert finding.missing == "unmap of iova 0x400000..0x7fffff between the two"


def test_a_page_that_both_may_only_read_is_not_shared(judge: Callable[..., Judgement]) -> None:
    # The kernel puts one page of zeros behind all that was never written, and maps it read only.
    judgement = judge(dropped(11))
    assert [finding.check for finding in judgement.findings] == ["handover"]
    assert judge(dropped(11), calls="").findings[0].check == "frames", "without calls nobody says that it is read only"


def test_a_failed_call_is_no_violation(judge: Callable[..., Judgement]) -> None:
    refused = strace().replace("VFIO_SET_IOMMU, 0x3) = 0", "VFIO_SET_IOMMU, 0x3) = -1 EPERM (Operation not permitted)")
    calls = [one for one in refused.splitlines(keepends=True) if "DMA" not in one]

    def undone(lines: list[str]) -> None:
        # The call that fails attaches it, and gives it back; the end of the monitor does the rest.
        kept = [
            (lines[at], lines[at + 1], lines[at + 1].replace(".003100", ".003200"), lines[at + 12]) for at in (0, 13)
        ]
        lines[:] = [one for four in kept for one in four]

    judgement = judge(calls="".join(calls), edit=undone)
    assert not judgement.findings
    assert judgement.standing is Standing.PROVED
    assert judgement.subject == "2 guests, 0000:01:00.1 in turn: 0 maps, 0 unmaps, 2 failed calls"


def test_lost_events_make_it_unknown(judge: Callable[..., Judgement]) -> None:
    def lose(lines: list[str]) -> None:
        lines.insert(5, "CPU:1 [LOST 120 EVENTS]")

    judgement = judge(lose)
    assert judgement.standing is Standing.UNKNOWN
    assert any("120" in text for text in judgement.unseen)


def test_a_map_that_nobody_recorded_makes_it_unknown(judge: Callable[..., Judgement]) -> None:
    judgement = judge(dropped(2))
    assert judgement.standing is Standing.UNKNOWN
    assert "mapped by no line" in next(check.found for check in judgement.checks if check.identifier == "frames")


def test_a_recording_that_begins_late_is_unknown(judge: Callable[..., Judgement]) -> None:
    judgement = judge(dropped(0, 1))
    assert judgement.standing is Standing.UNKNOWN
    assert "the recording begins later" in next(c.found for c in judgement.checks if c.identifier == "attachments")


def test_one_guest_alone_proves_nothing_about_two(judge: Callable[..., Judgement]) -> None:
    alone = strace().splitlines(keepends=True)
    events = ftrace().splitlines(keepends=True)
    judgement = judge(calls="".join(alone[: len(alone) // 2]), events="".join(events[:15]))
    assert judgement.standing is Standing.VACUOUS
    assert _standings(judgement)["returned"] == "proved"


def test_an_end_that_was_not_recorded_is_no_violation(judge: Callable[..., Judgement]) -> None:
    alone = strace().splitlines(keepends=True)
    events = ftrace().splitlines(keepends=True)
    judgement = judge(calls="".join(alone[:16]), events="".join(events[:11]))
    assert _standings(judgement)["returned"] == "not run"
    assert not judgement.findings
