"""The contracts on imports notice what they are there for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_PACKAGES = "cli report engines workload export obligations interpreter smt models spec logic diagnostics"


def _check(folder: Path) -> str:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    environment = {"PYTHONPATH": str(folder / "src"), "PYTHONSAFEPATH": "1", "COLUMNS": "200", "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


@pytest.fixture
def skeleton(root: Path, tmp_path: Path) -> Path:
    """A septum of empty packages, under the real contracts."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    package = tmp_path / "src" / "septum"
    for name in ["", *_PACKAGES.split()]:
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").touch()
    (package / "language.py").touch()
    return tmp_path


def test_the_contracts_hold_for_empty_packages(skeleton: Path) -> None:
    assert "7 kept, 0 broken" in _check(skeleton)


def test_each_forbidden_import_breaks_its_contract(skeleton: Path) -> None:
    forbidden = {
        "logic/upwards.py": "import septum.spec",
        "workload/proving.py": "import septum.engines",
        "smt/reading.py": "import septum.spec",
        "interpreter/knowing.py": "import septum.models",
        "engines/solving.py": "import z3",
        "export/deciding.py": "import septum.smt",
        "obligations/printing.py": "import rich",
        "report/loading.py": "import ruamel.yaml",
    }
    for name, text in forbidden.items():
        (skeleton / "src" / "septum" / name).write_text(text + "\n")
    answer = _check(skeleton)
    assert "0 kept, 7 broken" in answer
    for name, text in forbidden.items():
        importer = "septum." + name.removesuffix(".py").replace("/", ".")
        assert f"{importer} -> {text.split()[1].removesuffix('.yaml')} (l.1)" in answer


def test_a_package_without_a_place_is_an_error(skeleton: Path) -> None:
    (skeleton / "src" / "septum" / "elsewhere").mkdir()
    (skeleton / "src" / "septum" / "elsewhere" / "__init__.py").touch()
    answer = _check(skeleton)
    assert "not listed as layers" in answer and "- septum.elsewhere" in answer and "1 broken" in answer
