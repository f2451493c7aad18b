"""`septum trace` judges recordings of Linux and JSON lines, in text and as a document, with its status."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]

RECORDINGS = os.environ.get("SEPTUM_RECORDINGS", "")
HEADER = '{"septum": "trace", "version": 1, "profile": "minimal", "instance": {"Guest": ["alice", "bob"]}}\n'
CREATE = '{"step": "create", "arguments": {"guest": "alice"}, "status": "OK"}\n'
AGAIN = '{"step": "create", "arguments": {"guest": "alice"}, "status": "OK"}\n'
EVENTS = (
    '{"septum": "trace", "version": 1, "name": "two guests"}\n'
    '{"event": "attach", "function": "f", "guest": "alice"}\n'
    '{"event": "attach", "function": "g", "guest": "bob"}\n'
    '{"event": "map", "iova": 0, "size": 4096, "frame": "0x1000", "guest": "alice"}\n'
)
APART = EVENTS + '{"event": "map", "iova": 0, "size": 4096, "frame": "0x2000", "guest": "bob"}\n'
TOGETHER = EVENTS + '{"event": "map", "iova": 0, "size": 4096, "frame": "0x1000", "guest": "bob"}\n'


@pytest.fixture
def trace(septum: Run, tmp_path: Path) -> Callable[..., Any]:
    """Judge files with these texts, by name."""

    def judged(*words: str, **texts: str) -> Any:
        files = []
        for name, text in texts.items():
            file = name.replace("_", ".")
            (tmp_path / file).write_text(text, encoding="utf-8")
            files.append(file)
        return septum("trace", "minimal", *files, *words, cwd=tmp_path)

    return judged


def test_frames_of_two_guests_are_printed_with_both_lines(trace: Run) -> None:
    done = trace(run_jsonl=TOGETHER)
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        "two guests: 2 guests, 2 functions: 2 maps, 0 unmaps, 0 failed calls",
        "violated      frames 0x1000..0x1fff, mapped for bob and alice",
        "  alice       run.jsonl:4  map iova 0x0..0xfff at 0x1000",
        "  bob         run.jsonl:5  map iova 0x0..0xfff at 0x1000",
        "  missing     unmap of iova 0x0..0xfff between the two",
        "violated: write and read, alice to bob, 1 cause",
    ]


def test_what_is_apart_is_proved_and_what_was_not_recorded_is_said(trace: Run) -> None:
    done = trace(run_jsonl=APART)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "proved: 2 guests, no frame mapped for two of them, nothing left behind"
    assert any(line.startswith("  not shown   ") for line in lines)
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)


def test_several_runs_are_judged_each_and_together(trace: Run) -> None:
    done = trace(one_jsonl=APART + TOGETHER, two_jsonl=HEADER + CREATE)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "3 runs, 2 proved"
    assert lines[-1] == "violated: 1 of 3 runs"


def test_steps_that_differ_are_printed_with_the_line_of_the_profile(trace: Run) -> None:
    done = trace(run_jsonl=HEADER + CREATE + AGAIN)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[1] == "violated      create answered OK, where minimal says NAME_IN_USE"
    assert lines[2] == "  recorded    run.jsonl:3   create(alice): OK"
    assert lines[3].startswith("  profile     guests.py:")


@pytest.mark.parametrize(
    ("text", "status", "verdict"),
    [
        (APART, 0, "proved"),
        (TOGETHER, 1, "violated"),
        (HEADER + CREATE, 0, "proved"),
        (HEADER + CREATE + AGAIN, 1, "violated"),
        (HEADER, 3, "not run"),
        (EVENTS.replace("bob", "alice"), 3, "vacuous"),
        (HEADER + CREATE.replace('"status"', '"expect": {"status": "OK"}, "note"'), 3, "not run"),
        (APART.replace('"frame": "0x2000", ', ""), 3, "unknown"),
    ],
)
def test_the_document_is_as_its_schema_says(
    trace: Run, validate: Validate, text: str, status: int, verdict: str
) -> None:
    done = trace("--format", "json", run_jsonl=text)
    document = validate(done.stdout)
    assert (done.returncode, document["exit"], document["verdict"]) == (status, status, verdict)
    assert trace(run_jsonl=text).stdout.splitlines()[-1].startswith(f"{verdict}: ")


def test_a_recording_of_linux_is_judged_as_what_is_written_of_it(trace: Run, tmp_path: Path) -> None:
    folder = Path(__file__).resolve().parents[1] / "unit" / "traces"
    words = {"SECOND": "1795249110", "=RAM": "=0x110000000", "ZEROS": "0x2d310000", "SPARE": "0x100a3a000"}
    texts: dict[str, str] = {}
    for name in ("strace", "ftrace"):
        text = (folder / f"two_tenants.{name}").read_text(encoding="utf-8")
        for word, value in words.items():
            text = text.replace(word, value)
        texts[f"t_{name}"] = text
    first = trace("--write", "t.jsonl", **texts)
    assert first.returncode == 3, first.stderr
    assert first.stdout.splitlines()[-1] == "vacuous: one guest, and nobody to be kept apart from"
    (tmp_path / "t.jsonl.gz").write_bytes(gzip.compress((tmp_path / "t.jsonl").read_bytes()))
    written = trace(again_jsonl=(tmp_path / "t.jsonl").read_text(encoding="utf-8"))
    assert written.stdout == first.stdout
    assert trace("t.jsonl.gz").stdout == first.stdout


def test_two_kinds_of_recordings_are_not_judged_together(trace: Run) -> None:
    done = trace(run_jsonl=APART, run_ftrace="# tracer: nop\n")
    assert done.returncode == 2 and not done.stdout
    assert done.stderr.startswith("SEP-TRC-067 error run.ftrace is no file of JSON lines, and run.jsonl is one")


def test_mistakes_in_all_files_are_reported_at_once(trace: Run) -> None:
    done = trace(one_jsonl=APART + "{", two_jsonl=HEADER + '{"event": "mapped"}\n', three_jsonl=HEADER + CREATE)
    assert done.returncode == 2 and not done.stdout
    assert "SEP-TRC-050 error one.jsonl:6" in done.stderr
    assert "SEP-TRC-053 error two.jsonl:2" in done.stderr
    assert done.stderr.rstrip().endswith("2 errors; nothing was run")


def test_a_file_that_is_not_there_and_no_file_are_bad_input(septum: Run) -> None:
    assert septum("trace", "minimal", "no-such-file.jsonl").returncode == 2
    done = septum("trace", "minimal")
    assert done.returncode == 2
    assert "`trace` needs FILE…" in done.stderr


@pytest.mark.skipif(not RECORDINGS, reason="SEPTUM_RECORDINGS names no folder of recordings")
def test_real_recordings_get_a_verdict(septum: Run) -> None:
    """Each folder of real recordings is one run. None is violated; that of two tenants is proved."""
    folders = sorted({file.parent for file in Path(RECORDINGS).rglob("*trace*") if file.is_file()})
    assert folders
    for folder in folders:
        done = septum("trace", "minimal", *_files(folder))
        assert done.returncode == (0 if "two-tenants" in folder.name else 3), f"{folder.name}: {done.stdout}"


@pytest.mark.skipif(not RECORDINGS, reason="SEPTUM_RECORDINGS names no folder of recordings")
@pytest.mark.parametrize("part", [0.0, 0.3, 0.7, 1.0])
def test_a_real_recording_without_one_unmap_is_violated(septum: Run, tmp_path: Path, part: float) -> None:
    (folder,) = Path(RECORDINGS).glob("*two-tenants*")
    traced = [file for file in _files(folder) if "ftrace" in file]
    with gzip.open(traced[0], "rt", encoding="utf-8") as stream:
        lines = stream.readlines()
    unmaps = [number for number, line in enumerate(lines) if ": unmap: " in line]
    del lines[unmaps[int(part * (len(unmaps) - 1))]]
    (tmp_path / "edited.ftrace").write_text("".join(lines), encoding="utf-8")
    others = [file for file in _files(folder) if "ftrace" not in file]
    done = septum("trace", "minimal", *others, "edited.ftrace", cwd=tmp_path)
    assert done.returncode == 1, done.stdout
    assert "  missing     unmap of iova" in done.stdout


def _files(folder: Path) -> list[str]:
    return [str(file) for file in sorted(folder.iterdir()) if "trace" in file.name or file.name.startswith("iodump")]
