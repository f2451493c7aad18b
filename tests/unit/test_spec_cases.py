"""Every mistake in a specification is reported with its code, at its place, in the words written down beside it."""

import re
from pathlib import Path

import pytest

from septum.diagnostics import InputError
from septum.diagnostics.catalogue import all_codes
from septum.diagnostics.render import render
from septum.spec.load import load_profile

CASES = Path(__file__).parents[1] / "cases"
BAD = sorted(CASES.glob("SEP-SPEC-*/bad-*.py"))
GOOD = sorted(CASES.glob("SEP-SPEC-*/ok-*.py"))
# Files that cannot be kept as cases: absent, folders, binary, huge. They are in test_spec_files.py.
ELSEWHERE = {"SEP-SPEC-004"}


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def _without_pythons_words(lines: list[str]) -> list[str]:
    """What Python itself says of a syntax error differs between its versions."""
    return [re.sub(r"(not Python's syntax:).*", r"\1", line) for line in lines]


def test_every_code_has_a_case() -> None:
    codes = {code for code in all_codes() if code.startswith("SEP-SPEC-")}
    assert {file.parent.name for file in BAD} == codes - ELSEWHERE
    assert len(BAD) > 200
    assert len(GOOD) > 20


def test_every_expectation_has_its_case() -> None:
    assert {file.with_suffix(".py") for file in CASES.glob("SEP-SPEC-*/*.expected")} == set(BAD)


@pytest.mark.parametrize("file", BAD, ids=_name)
def test_a_mistake_is_reported_as_written_down(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(InputError) as raised:
        load_profile(file.name)
    expected = file.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert _without_pythons_words(render(raised.value)) == _without_pythons_words(expected)
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {file.parent.name}


@pytest.mark.parametrize("file", GOOD, ids=_name)
def test_what_looks_like_the_mistake_and_is_none_is_accepted(file: Path) -> None:
    assert load_profile(str(file)).steps is not None
