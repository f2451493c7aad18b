"""Small rooms: a file answers one question."""

import tomllib
from pathlib import Path
from statistics import median

_USUAL = 200
_MOST = 600


def _lines(tracked: list[Path], root: Path) -> dict[str, int]:
    own = ("src/", "tests/", "bench/", "examples/", "docs/")
    names = {str(file.relative_to(root)): file for file in tracked if file.suffix == ".py"}
    return {
        name: len(file.read_text(encoding="utf-8").splitlines())
        for name, file in names.items()
        if name.startswith(own) and not name.startswith("tests/cases/")
    }


def test_no_python_file_has_more_than_600_lines(tracked: list[Path], root: Path) -> None:
    assert {name: count for name, count in _lines(tracked, root).items() if count > _MOST} == {}


def test_each_file_of_more_than_200_lines_has_a_written_reason(tracked: list[Path], root: Path) -> None:
    reasons = tomllib.loads((root / "tests" / "repo" / "long_files.toml").read_text(encoding="utf-8"))
    long = {name for name, count in _lines(tracked, root).items() if count > _USUAL}
    assert {"no reason": sorted(long - set(reasons)), "short again": sorted(set(reasons) - long)} == {
        "no reason": [],
        "short again": [],
    }
    assert all(isinstance(reason, str) and len(reason.split()) >= 4 for reason in reasons.values())


def test_most_files_are_short(tracked: list[Path], root: Path) -> None:
    assert median(_lines(tracked, root).values()) <= _USUAL
