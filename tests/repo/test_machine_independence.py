"""No file speaks of the machine on which it was written."""

import re
from pathlib import Path

# Written in pieces, so that this file passes its own test.
_FORBIDDEN = [
    r"(?<![\w.<>-])/" + r"work(?:/|\b)",
    r"(?<![\w-])shared/" + r"(?:DESIGN|STYLE|TRANSCRIPTS|facts|theorem|prototypes|data|lab|hooks)\b",
    r"/" + r"root/",
    r"(?<![\w-])/" + r"home/\w",
    r"/tmp/" + r"\w",
    r"/opt/" + r"(?:pypi|wheels)",
    r"\bH-" + r"(?:models|interpreter|refute|workload|repo|cli)\b",
]
_PATTERN = re.compile("|".join(_FORBIDDEN))


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def test_no_tracked_file_names_a_path_of_a_machine(tracked: list[Path], root: Path) -> None:
    found = [
        f"{file.relative_to(root)}:{number}: {match[0]}"
        for file in tracked
        for number, line in enumerate((_text(file) or "").splitlines(), 1)
        for match in _PATTERN.finditer(line)
    ]
    assert not found, "\n".join(found)


def test_such_paths_would_be_found() -> None:
    for sample in ("see /" + "work/main", "(../" + "shared" + "/facts/x.md)", "open /" + "root/.cache"):
        assert _PATTERN.search(sample), sample
    for sample in ("tests/work/x", "shared/memory", "https://example.org/work-items"):
        assert not _PATTERN.search(sample), sample


def test_text_files_end_with_one_line_feed_and_have_no_stray_bytes(tracked: list[Path], root: Path) -> None:
    wrong: list[str] = []
    for file in tracked:
        # Test cases are wrong on purpose.
        if file.relative_to(root).parts[:2] == ("tests", "cases"):
            continue
        text = _text(file)
        if text and ("\r" in text or not text.endswith("\n") or text.endswith("\n\n") or "\t" in text):
            if file.name == "Makefile" and "\r" not in text:
                continue
            wrong.append(str(file.relative_to(root)))
    assert not wrong
