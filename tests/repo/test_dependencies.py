"""Every dependency has a reason, and the lock holds exactly what is wanted."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wanted(project: dict[str, Any]) -> list[str]:
    extras = project["project"]["optional-dependencies"].values()
    return [*project["build-system"]["requires"], *project["project"]["dependencies"], *(r for e in extras for r in e)]


@pytest.fixture(scope="module")
def locked(root: Path) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each package in the lock."""
    text = (root / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    pins: dict[str, tuple[str, int]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            found = re.match(r"([A-Za-z0-9._-]+)==(\S+)", line)
            assert found is not None, f"no exact pin: {line}"
            assert _name(found[1]) not in pins, f"pinned twice: {found[1]}"
            pins[_name(found[1])] = (found[2], line.count("--hash=sha256:"))
    return pins


def test_every_dependency_is_explained_and_nothing_else_is(root: Path, wanted: list[str]) -> None:
    page = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = {_name(name) for name in re.findall(r"^\| `([^`]+)`", page, re.MULTILINE)}
    assert explained == {_name(requirement) for requirement in wanted}


def test_the_lock_pins_every_dependency_with_hashes(wanted: list[str], locked: dict[str, tuple[str, int]]) -> None:
    assert not sorted({_name(requirement) for requirement in wanted} - set(locked))
    assert not sorted(name for name, (_, hashes) in locked.items() if not hashes)


def test_the_lock_agrees_with_the_versions_that_are_asked_for(
    wanted: list[str], locked: dict[str, tuple[str, int]]
) -> None:
    for requirement in wanted:
        exact = re.search(r"==(\S+)$", requirement)
        if exact:
            assert locked[_name(requirement)][0] == exact[1]


def test_the_solvers_are_pinned_because_verdicts_name_them(project: dict[str, Any]) -> None:
    pinned = {_name(r) for r in project["project"]["dependencies"] if "==" in r}
    assert {"z3-solver", "cvc5", "python-sat"} <= pinned


def test_every_imported_package_is_a_declared_dependency(project: dict[str, Any], sources: list[Path]) -> None:
    provided = {"attrs": "attrs", "cvc5": "cvc5", "python-sat": "pysat", "rich": "rich", "ruamel-yaml": "ruamel"}
    provided |= {"z3-solver": "z3"}
    declared = {_name(requirement) for requirement in project["project"]["dependencies"]}
    assert declared == set(provided)
    import_line = re.compile(r"^\s*(?:from|import) ([a-z0-9_]+)", re.MULTILINE)
    used = {name for file in sources for name in import_line.findall(file.read_text(encoding="utf-8"))}
    assert set(provided.values()) - {"attrs"} <= used | {"attr"}, "a declared dependency is not used"
