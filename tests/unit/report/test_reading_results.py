"""A file that is no result is refused, with the place, and everything that is wrong with it at once."""

import json
from pathlib import Path

import pytest

from septum.diagnostics import InputError
from septum.diagnostics.render import render
from septum.report.comparison.compare import compare
from septum.report.comparison.read import read_result, read_results
from septum.report.comparison.rules import Direction, load_rules

CASES = Path(__file__).parents[2] / "cases"
BAD = sorted(CASES.glob("SEP-RES-*/bad-*.json"))


@pytest.mark.parametrize("file", BAD, ids=[f"{file.parent.name}/{file.stem}" for file in BAD])
def test_what_is_no_result_is_refused_as_written_down(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(InputError) as raised:
        read_results("old.json", file.name) if Path("old.json").exists() else read_result(file.name)
    assert render(raised.value) == file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {file.parent.name}
    assert all(diagnostic.span is not None for diagnostic in raised.value.diagnostics)


def test_files_that_cannot_be_read_are_all_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_results(str(tmp_path), str(tmp_path / "none.json"))
    assert [d.code for d in raised.value.diagnostics] == ["SEP-RES-001", "SEP-RES-001"]


@pytest.mark.parametrize(
    "text", ["[" * 300_000, "[" * 150 + "]" * 150, '{"a": ' * 150 + "1" + "}" * 150, "[NaN]", "9" * 9000, "\ufeff{}"]
)
def test_text_that_is_hard_on_readers_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_result(str(file))
    assert {d.code for d in raised.value.diagnostics} <= {"SEP-RES-002", "SEP-RES-003"}


def test_a_result_with_keys_that_a_later_version_added_is_read() -> None:
    file = CASES / "SEP-RES-003" / "ok-profiles.json"
    assert read_result(str(file)).command == "profiles"
    document = json.loads(file.read_text(encoding="utf-8"))
    assert (
        compare("profiles", ("a", document), ("b", {**document, "colour": "red"}), load_rules()).outcome
        is Direction.CHANGED
    )
