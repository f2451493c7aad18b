"""Every diagnostic code is explained, reported somewhere, and tested."""

import ast
import re
from pathlib import Path

import pytest

from septum.diagnostics.catalogue import all_codes, explanation, families

_CODE = re.compile(r"SEP-[A-Z]+-\d{3}")


def _strings(file: Path) -> list[str]:
    """The strings in a module, its docstrings left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in found if id(node) not in docstrings]


def _reported(package: list[Path]) -> set[str]:
    """The codes that a package reports: written in full, or as numbers after a family that it names once."""
    strings = [text for file in package for text in _strings(file)]
    codes = {code for text in strings for code in _CODE.findall(text)}
    prefixes = {text for text in strings if re.fullmatch(r"SEP-[A-Z]+-", text)}
    assert len(prefixes) <= 1, f"codes of {sorted(prefixes)} cannot be told apart"
    return codes | {prefix + text for prefix in prefixes for text in strings if re.fullmatch(r"\d{3}", text)}


@pytest.fixture(scope="module")
def reported(root: Path, sources: list[Path]) -> set[str]:
    packages: dict[Path, list[Path]] = {}
    for file in sources:
        package = root / "src" / "septum" / file.relative_to(root / "src" / "septum").parts[0]
        packages.setdefault(package, []).append(file)
    return {code for package in packages.values() for code in _reported(package)}


def test_codes_written_in_full_and_in_parts_are_found(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text(
        '"""SEP-DOC-001."""\nx = "SEP-ONE-001"\n'
        'def f(c):\n    """SEP-DOC-002"""\n    return f"SEP-ONE-{c}", "017", "17"\n'
    )
    assert _reported([file]) == {"SEP-ONE-001", "SEP-ONE-017"}


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
    # The examples of mistakes in specifications are all read by test_catalogue_examples.
    mentioned = {code for code in all_codes() if code.startswith("SEP-SPEC-")}
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
