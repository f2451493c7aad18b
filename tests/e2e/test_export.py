"""`septum export`: files are written whole or not at all, the same each time, and what is wrong is said."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from septum.cli.writing import write_files
from septum.diagnostics import InputError
from septum.export import document, smtlib, tla, vmt
from septum.spec.load import load_profile

Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]

_PROFILE = "examples/benign_allocator.py"
_KINDS = {"json": document.emit, "smtlib": smtlib.emit, "vmt": vmt.emit, "tla": tla.emit}


def _content(folder: Path) -> dict[str, str]:
    return {str(f.relative_to(folder)): f.read_text(encoding="utf-8") for f in folder.rglob("*") if f.is_file()}


@pytest.mark.parametrize("kind", _KINDS)
def test_the_files_are_those_that_are_emitted_and_the_answer_lists_them(
    kind: str, septum: Run, validate: Validate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new" / "out"
    done = septum("export", kind, _PROFILE, "-o", str(folder), "--format", "json")
    assert done.returncode == 0 and not done.stderr
    answer = validate(done.stdout)
    written = _content(folder)
    monkeypatch.chdir(Path(__file__).resolve().parents[2])
    assert written == _KINDS[kind](load_profile(_PROFILE))
    assert {f["path"]: f["bytes"] for f in answer["files"]} == {n: len(t.encode()) for n, t in written.items()}
    assert all(f["text"] is None for f in answer["files"])
    text = septum("export", kind, _PROFILE, "-o", str(folder), "--all").stdout
    assert all(name in text for name in written)
    assert _content(folder) == written


@pytest.mark.parametrize("kind", ["json", "vmt"])
def test_a_single_file_is_printed(kind: str, septum: Run, validate: Validate) -> None:
    done = septum("export", kind, _PROFILE)
    assert done.returncode == 0 and not done.stderr
    (record,) = validate(septum("export", kind, _PROFILE, "--format", "json").stdout)["files"]
    assert record["text"] == done.stdout


@pytest.mark.parametrize(
    ("kind", "profile"), [("json", "minimal"), ("smtlib", _PROFILE), ("vmt", _PROFILE), ("tla", _PROFILE)]
)
def test_two_processes_write_the_same_bytes_whatever_the_order_of_sets(
    kind: str, profile: str, process: Run, tmp_path: Path
) -> None:
    for seed in ("1", "2"):
        done = process("export", kind, profile, "-o", str(tmp_path / seed), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    first, second = (_content(tmp_path / seed) for seed in ("1", "2"))
    assert first == second and first


_MISTAKES = {
    "export": [
        "SEP-CLI-003 error `export` needs KIND: septum export KIND PROFILE",
        "SEP-CLI-003 error `export` needs PROFILE: septum export KIND PROFILE",
        "2 errors; nothing was run",
    ],
    "export json": ["SEP-CLI-003 error `export` needs PROFILE: septum export KIND PROFILE"],
    "export jsn examples/gossip.py": [
        "SEP-CLI-012 error `export` writes no `jsn`: did you mean `json`?",
        "help: there are json, smtlib, vmt, tla",
    ],
    "export pdf minimla": [
        "SEP-CLI-012 error `export` writes no `pdf`",
        "SEP-CLI-004 error no profile `minimla`: did you mean `minimal`?",
        "2 errors; nothing was run",
    ],
    "export tla examples/gossip.py": ["SEP-CLI-003 error `export tla` writes several files: say where with `-o DIR`"],
    "export json examples/gossip.py more": ["SEP-CLI-007 error `more` is too much: `export` takes one KIND and one"],
    "export json examples/gossip.py -o": ["SEP-CLI-006 error `-o` has no value: write `-o DIR`"],
    "export json examples/gossip.py -o README.md": [
        "SEP-CLI-013 error `README.md` cannot be written: it is no directory"
    ],
    "export json examples/gossip.py -o README.md/out": [
        "SEP-CLI-013 error `README.md` cannot be written: it is no directory"
    ],
    "export json examples/gossip.py -o /proc/septum": ["SEP-CLI-013 error `/proc/septum` cannot be written: "],
}


@pytest.mark.parametrize("command", _MISTAKES)
def test_each_mistake_is_said_and_nothing_is_printed(command: str, septum: Run) -> None:
    done = septum(*command.split())
    assert done.returncode == 2 and not done.stdout and "Traceback" not in done.stderr
    for line in _MISTAKES[command]:
        assert line in " ".join(done.stderr.split()), done.stderr


def test_a_directory_in_the_place_of_a_file_is_noticed_before_anything_is_written(septum: Run, tmp_path: Path) -> None:
    (tmp_path / "gossip_instance.cfg").mkdir()
    done = septum("export", "tla", "examples/gossip.py", "-o", str(tmp_path))
    assert done.returncode == 2 and "a directory has that name" in done.stderr
    assert [f.name for f in tmp_path.iterdir()] == ["gossip_instance.cfg"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_where_a_file_cannot_be_finished_all_is_as_before(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("before")
    write = Path.write_text

    def fail_on_the_third(path: Path, text: str, **rest: Any) -> int:
        if text == "three":
            write(path, "thr", **rest)
            raise error
        return write(path, text, **rest)

    monkeypatch.setattr(Path, "write_text", fail_on_the_third)
    files = {"a.txt": "one", "deep/b.txt": "two", "deep/er/c.txt": "three"}
    with pytest.raises(InputError if isinstance(error, OSError) else KeyboardInterrupt):
        write_files(tmp_path, files)
    assert _content(tmp_path) == {"a.txt": "before"}
    assert [f.name for f in tmp_path.iterdir()] == ["a.txt"]


def test_an_old_file_is_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("long before")
    write_files(tmp_path, {"a.txt": "now"})
    assert _content(tmp_path) == {"a.txt": "now"}
