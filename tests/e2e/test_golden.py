"""Whole answers, compared exactly. To write them anew: `SEPTUM_GOLDEN=write pytest tests/e2e/test_golden.py`.

A file in `tests/golden` begins with the command; lines of standard error begin with `2> `; the last line is the status.
Notes on time are left out: they go to standard error where something was run.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_FILES = sorted((Path(__file__).resolve().parents[1] / "golden").glob("*.txt"))


def _transcript(command: str, done: Any) -> str:
    errors = [f"2> {line}" for line in done.stderr.splitlines()] if done.returncode == 2 else []
    return "\n".join([f"$ {command}", *errors, *done.stdout.splitlines(), f"exit {done.returncode}"]) + "\n"


@pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])
def test_a_command_prints_exactly_what_its_transcript_shows(file: Path, septum: Callable[..., Any]) -> None:
    shown = file.read_text(encoding="utf-8")
    command = shown.splitlines()[0].removeprefix("$ ")
    printed = _transcript(command, septum(*command.split()[1:]))
    if os.environ.get("SEPTUM_GOLDEN") == "write":
        file.write_text(printed, encoding="utf-8")
    assert printed == shown


def test_there_are_transcripts_of_every_status() -> None:
    statuses = {file.read_text(encoding="utf-8").splitlines()[-1] for file in _FILES}
    assert {"exit 0", "exit 1", "exit 2", "exit 3"} <= statuses
