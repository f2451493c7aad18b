"""The reference pages have every word, verdict and key that there is."""

import ast
import re
import tomllib
from enum import StrEnum
from pathlib import Path

import pytest

import septum
from septum.engines.results import Verdict, Weight
from septum.workload import Grade

# Words that stand for types of the reference itself, or are said there in another form.
_NOT_WORDS = {"Event", "State", "Observer"}


def test_every_word_of_the_language_is_in_its_reference(root: Path) -> None:
    tree = ast.parse((root / "src" / "septum" / "language.py").read_text(encoding="utf-8"))
    words = {n.name for n in tree.body if isinstance(n, ast.ClassDef | ast.FunctionDef) and not n.name.startswith("_")}
    page = (root / "docs" / "language.md").read_text(encoding="utf-8")
    included = re.findall(r"literalinclude\} (\S+)\n:pyobject: (\S+)", page)
    shown = page + "".join(_source(root / "docs" / file, name) for file, name in included)
    assert not sorted(word for word in words - _NOT_WORDS if not re.search(rf"\b{word}\b", shown))


def _source(file: Path, qualified: str) -> str:
    text = file.read_text(encoding="utf-8")
    node: ast.AST = ast.parse(text)
    for name in qualified.split("."):
        node = next(n for n in getattr(node, "body", []) if getattr(n, "name", None) == name)
    return ast.get_source_segment(text, node) or ""


@pytest.mark.parametrize("words", [Verdict, Weight])
def test_every_verdict_is_explained(root: Path, words: type[StrEnum]) -> None:
    page = (root / "docs" / "results.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z -]+)` \|", page, re.MULTILINE))
    assert not sorted({str(word) for word in words} - explained)


def _keys(file: Path) -> set[str]:
    """The keys that a module reads: what it hands to `open_section`, or calls `_KEYS` or `known`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        value: ast.expr | None = None
        match node:
            case ast.Assign(targets=[ast.Name(id="_KEYS" | "known")], value=ast.Tuple() as value):
                pass
            case ast.Call(func=ast.Name(id="open_section"), args=[_, _, ast.Tuple() as value, *_]):
                pass
            case _:
                continue
        found.update(str(e.value) for e in value.elts if isinstance(e, ast.Constant))
    return found


def test_every_key_of_a_deployment_is_in_its_reference(root: Path) -> None:
    folder = root / "src" / "septum" / "workload" / "reading"
    keys = {key for file in sorted(folder.glob("*.py")) for key in _keys(file)}
    assert {"septum", "tenants", "slice", "first", "until"} <= keys
    page = (root / "docs" / "deployment.md").read_text(encoding="utf-8")
    assert not sorted(key for key in keys if f"`{key}`" not in page)


def test_the_version_is_the_same_everywhere(root: Path) -> None:
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "([^"]+)"', project, re.MULTILINE)
    assert version is not None
    stated = getattr(septum, "__version__", version[1])
    assert stated == version[1]


def test_the_page_of_residual_channels_is_the_register(root: Path) -> None:
    text = (root / "src" / "septum" / "workload" / "data" / "channels.toml").read_text(encoding="utf-8")
    page = (root / "docs" / "channels.md").read_text(encoding="utf-8")
    rows = [line for line in page.split("## ")[0].splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{c['id']}` | {c['hardware']} | {c['source']} | {c['shown_on'] or '-'} | {c['removed_by']} |"
        for c in tomllib.loads(text)["channel"]
    ]
    explained = {row.split(" | ")[0] for row in page.split("## Where")[1].splitlines() if row.startswith("| `")}
    assert explained == {f"| `{c['arises']}`" for c in tomllib.loads(text)["channel"]}
    assert all(f"| {grade} |" in page for grade in Grade)
