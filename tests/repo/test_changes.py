"""Changelog fragments are well formed."""

import re
import tomllib
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def kinds(root: Path) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {kind["directory"] for kind in project["tool"]["towncrier"]["type"]}


def test_each_fragment_has_a_name_a_kind_and_one_or_two_sentences(root: Path, kinds: set[str]) -> None:
    for file in sorted((root / "changes").iterdir()):
        if file.name == "README.md":
            continue
        found = re.fullmatch(r"[a-z0-9-]+\.([a-z]+)\.md", file.name)
        assert found is not None and found[1] in kinds, f"{file.name}: name it what.kind.md, kind of {sorted(kinds)}"
        text = file.read_text(encoding="utf-8").strip()
        assert text.endswith("."), f"{file.name}: ends without a full stop"
        assert len(text) <= 400 and "\n\n" not in text, f"{file.name}: one or two sentences"
        assert text[0] == "`" or text[0].isupper(), f"{file.name}: begins like a sentence"


def test_the_kinds_are_explained_where_fragments_are_written(root: Path, kinds: set[str]) -> None:
    page = (root / "changes" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+)`", page, re.MULTILINE)) == kinds
