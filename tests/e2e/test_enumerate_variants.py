"""The answer about a recording is the same however strace was called."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from septum.cli.enumerating_recordings import enumerate_recording
from septum.cli.options import Arguments
from septum.traces.decoding import written_number

STRACE = Path(__file__).resolve().parent / "recordings" / "monitor.strace"


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    """The document of the run as it was recorded."""
    answer = enumerate_recording(Arguments("", {"--trace": (str(STRACE),)}))
    return dict(answer.document)


def names(document: dict[str, Any]) -> dict[tuple[str, ...], dict[str, int]]:
    """What realises which capabilities, and how often."""
    return {
        tuple(row["capabilities"]): {seen["name"]: seen["count"] for seen in row["by"]} for row in document["realised"]
    }


def _without_descriptors(line: str) -> str:
    return re.sub(r"(\d)<(?:anon_inode|/)[^>]*>", r"\1", line).replace("AT_FDCWD</>", "AT_FDCWD")


def _raw(line: str) -> str:
    found = re.search(r"ioctl\([^,]*, ((?:[A-Z0-9_]+ or )*[A-Z0-9_]+)", line)
    number = written_number(found[1]) if found is not None else None
    return line if found is None or number is None else line.replace(found[1], f"{number:#x}")


def _commented(line: str) -> str:
    found = re.search(r"ioctl\([^,]*, ([A-Z0-9_]+)[,)]", line)
    number = written_number(found[1]) if found is not None else None
    return line if found is None or number is None else line.replace(found[1], f"{number:#x} /* {found[1]} */")


def _of_the_day(line: str) -> str:
    return re.sub(r" (1796\d+)\.(\d+) ", r" 10:20:30.\2 ", line)


def _nested(line: str) -> str:
    line = re.sub(r"</dev/kvm>", "</dev/kvm<char 10:232>>", line)
    return re.sub(r"</dev/vfio/(\w+)>", r"</dev/vfio/\1<char 244:0>>", line)


def _measured(line: str) -> str:
    return line + " <0.000012>" if " = " in line else line


def _bracketed(line: str) -> str:
    return re.sub(r"^(\d+) +", r"[pid \1] ", line)


@pytest.mark.parametrize(
    "change",
    [_without_descriptors, _raw, _commented, _of_the_day, _nested, _measured, _bracketed],
    ids=lambda change: change.__name__.strip("_"),
)
def test_the_answer_is_the_same_however_strace_was_called(
    change: Callable[[str], str], usual: dict[str, Any], tmp_path: Path
) -> None:
    written = tmp_path / "run"
    lines = STRACE.read_text(encoding="utf-8").splitlines()
    changed = [change(line) for line in lines]
    assert changed != lines
    written.write_text("\n".join(changed) + "\n", encoding="utf-8")
    other = dict(enumerate_recording(Arguments("", {"--trace": (str(written),)})).document)
    assert names(other) == names(usual)
    for key in ("never", "not_told", "guests", "ioctls", "unclassified", "unread_lines"):
        assert other[key] == usual[key], key
