"""Every mistake in a file of JSON lines is reported with its code, at its line, in the words written down beside it."""

import json
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from septum.diagnostics import InputError
from septum.diagnostics.render import render
from septum.traces.recording import read_runs

SCHEMA = Draft202012Validator(
    json.loads((resources.files("septum.report") / "schemas" / "recording.schema.json").read_text(encoding="utf-8"))
)
CASES = Path(__file__).parents[2] / "cases"
BAD = sorted(CASES.glob("SEP-TRC-05*/bad-*.jsonl"))
GOOD = sorted(CASES.glob("SEP-TRC-05*/ok-*.jsonl"))


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def test_there_are_cases() -> None:
    assert len(BAD) > 15
    assert len(GOOD) > 3


@pytest.mark.parametrize("file", BAD, ids=_name)
def test_a_mistake_is_reported_as_written_down(file: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_runs(file.name, file.read_text(encoding="utf-8"))
    assert render(raised.value) == file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {file.parent.name}


@pytest.mark.parametrize("file", GOOD, ids=_name)
def test_what_looks_like_the_mistake_and_is_none_is_accepted(file: Path) -> None:
    assert read_runs(file.name, file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", GOOD, ids=_name)
def test_the_schema_accepts_what_is_accepted(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line:
            SCHEMA.validate(json.loads(line))


# What no schema can say: the order of lines, a key given twice, the end of a range.
_BEYOND_THE_SCHEMA = {"051": "all", "056": "all", "057": "bad-beyond"}


@pytest.mark.parametrize("file", BAD, ids=_name)
def test_the_schema_refuses_what_is_refused(file: Path) -> None:
    excepted = _BEYOND_THE_SCHEMA.get(file.parent.name[-3:], "")
    if excepted in ("all", file.stem) or file.parent.name == "SEP-TRC-050":
        return
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert not all(SCHEMA.is_valid(line) for line in lines)
