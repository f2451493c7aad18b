"""The register of assumptions: one file each, complete, and true where it speaks of residual channels."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from septum.spec.load import load_profile
from septum.spec.source import profile_names

_TEXTS = ("identifier", "kind", "source", "check", "repair", "reason")


def _assumptions(root: Path) -> dict[Path, dict[str, str]]:
    """What each file of the register says: its class, sentence and texts."""
    found: dict[Path, dict[str, str]] = {}
    for file in sorted((root / "src" / "septum" / "models" / "assumptions").glob("*.py")):
        classes = [n for n in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(n, ast.ClassDef)]
        if file.name != "__init__.py":
            (only,) = classes
            texts = {
                target.id: ast.literal_eval(node.value)
                for node in only.body
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            found[file] = {"class": only.name, "sentence": ast.get_docstring(only) or "", **texts}
    return found


@pytest.fixture(scope="module")
def register(root: Path) -> dict[Path, dict[str, str]]:
    return _assumptions(root)


def test_each_file_has_the_name_of_its_assumption(register: dict[Path, dict[str, str]]) -> None:
    assert len(register) > 40
    for file, texts in register.items():
        assert file.stem == re.sub(r"(?<!^)(?=[A-Z])", "_", texts["class"]).lower()


def test_each_says_what_is_assumed_in_one_sentence_and_where_it_is_written(
    register: dict[Path, dict[str, str]],
) -> None:
    for file, texts in register.items():
        assert texts["sentence"].endswith(".") and "\n" not in texts["sentence"], file.name
        assert texts["source"] and texts["identifier"] and texts["kind"], file.name
        assert set(texts) <= {"class", "sentence", *_TEXTS}, file.name
        assert len(re.split(r"[:;]\s", texts["source"])[0]) <= 24, f"{file.name}: tables show the source so far"


def test_identifiers_are_different_and_have_a_subject(register: dict[Path, dict[str, str]]) -> None:
    names = [texts["identifier"] for texts in register.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+\.[a-z][a-z-]*", name) for name in names)


def test_residual_channels_that_reasons_name_are_in_their_register(
    register: dict[Path, dict[str, str]], root: Path
) -> None:
    text = (root / "src" / "septum" / "workload" / "data" / "channels.toml").read_text(encoding="utf-8")
    channels = {channel["id"] for channel in tomllib.loads(text)["channel"]}
    reasons = {texts["class"]: texts["reason"] for texts in register.values() if "reason" in texts}
    named = {name: set(re.findall(r"\b[a-z]+\.[a-z0-9-]*[a-z0-9]", reason)) for name, reason in reasons.items()}
    assert {name: sorted(ids - channels) for name, ids in named.items()} == {name: [] for name in named}
    assert {name for name, ids in named.items() if ids} == {
        "PowerIsNotCapped",
        "SiblingsAreNotShared",
        "TimeIsNotJudged",
    }


def test_every_assumption_is_made_by_some_profile(register: dict[Path, dict[str, str]]) -> None:
    made = {name for profile in profile_names() for name in load_profile(profile).assumes}
    assert {texts["class"] for texts in register.values()} == made
