"""Every diagnostic code is explained, reported somewhere, and tested."""

import ast
import re
from pathlib import Path

import pytest

from septum.diagnostics.catalogue import all_codes, explanation, families

_CODE = re.compile(r"SEP-[A-Z]+-\d{3}")


def _reported(file: Path) -> set[str]:
    """The codes in the strings of a module, its docstrings left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {code for node in strings if id(node) not in docstrings for code in _CODE.findall(node.value)}


@pytest.fixture(scope="module")
def reported(sources: list[Path]) -> set[str]:
    return {code for file in sources for code in _reported(file)}


def test_every_reported_code_is_explained_and_every_explained_code_is_reported(reported: set[str]) -> None:
    explained = set(all_codes())
    current = {code for code in explained if not explanation(code).retired}  # type: ignore[union-attr]
    assert {"not explained": sorted(reported - explained), "never reported": sorted(current - reported)} == {
        "not explained": [],
        "never reported": [],
    }


def test_a_retired_code_is_not_reported_again(reported: set[str]) -> None:
    retired = {code for code in all_codes() if explanation(code).retired}  # type: ignore[union-attr]
    assert not reported & retired


def test_every_code_is_expected_by_a_test(root: Path, reported: set[str]) -> None:
    mentioned: set[str] = set()
    for file in sorted((root / "tests").rglob("*")):
        relative = file.relative_to(root / "tests")
        if relative.parts[0] == "repo" or "__pycache__" in relative.parts:
            continue
        mentioned.update(_CODE.findall(str(relative)))
        if file.is_file() and file.suffix in {".py", ".toml", ".txt", ".json", ".yaml"}:
            mentioned.update(_CODE.findall(file.read_text(encoding="utf-8", errors="replace")))
    assert not sorted(reported - mentioned)


def test_titles_are_different_and_texts_are_sentences() -> None:
    titles: dict[str, str] = {}
    for code in all_codes():
        entry = explanation(code)
        assert entry is not None
        assert entry.title not in titles, f"{code} and {titles[entry.title]} have the same title"
        titles[entry.title] = code
        assert len(entry.title) <= 76 and not entry.title.endswith("."), f"{code}: a title is a short phrase"
        assert entry.reason.endswith((".", "`")), f"{code}: the reason is a sentence"
        assert entry.reason.rstrip(".").casefold() != entry.title.casefold(), f"{code}: the reason repeats the title"


def test_a_code_is_found_in_any_case_and_what_is_no_code_is_not() -> None:
    for code in all_codes()[:1]:
        assert explanation(code.lower()) == explanation(code)
    for unknown in ("SEP-DEP-999", "SEP-NONE-001", "SEP-DEP-12", "", "../dep"):
        assert explanation(unknown) is None


def test_families_are_the_files_of_the_catalogue(root: Path) -> None:
    folder = root / "src" / "septum" / "diagnostics" / "catalogue"
    assert list(families()) == sorted(file.stem for file in folder.glob("*.toml"))
