"""Every mistake in a deployment file is reported with its code, at its place, in the words written down beside it."""

from pathlib import Path

import pytest

from septum.diagnostics import InputError
from septum.diagnostics.render import render
from septum.workload import read_deployment

CASES = Path(__file__).parents[2] / "cases"
BAD = sorted(CASES.glob("SEP-DEP-*/bad-*.yaml"))
GOOD = sorted(CASES.glob("SEP-DEP-*/ok-*.yaml"))


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def test_there_are_cases() -> None:
    assert len(BAD) > 100
    assert len(GOOD) > 10


@pytest.mark.parametrize("file", BAD, ids=_name)
def test_a_mistake_is_reported_as_written_down(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(InputError) as raised:
        read_deployment(file.name, ("minimal",))
    assert render(raised.value) == file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert file.parent.name in {diagnostic.code for diagnostic in raised.value.diagnostics}


@pytest.mark.parametrize("file", GOOD, ids=_name)
def test_what_looks_like_the_mistake_and_is_none_is_accepted(file: Path) -> None:
    assert read_deployment(str(file), ("minimal",)).tenants
