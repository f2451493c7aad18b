"""Statements of small models, written and compiled in folders of a test."""

import shutil
import subprocess
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp

import pytest

from septum.export.rocq.names import Names
from septum.export.rocq.statement import statement_files
from septum.spec.load import load_profile
from septum.spec.model import Model

HERE = Path(__file__).parent
ROOT = HERE.parents[4]
MODELS = ROOT / "tests" / "unit" / "models"
EXAMPLES = ROOT / "examples"
needs_rocq = pytest.mark.skipif(shutil.which("coqc") is None, reason="there is no Rocq on this machine")


@cache
def loaded(name: str) -> Model:
    """A model beside this file or of the tests, an example, or a profile."""
    file = next((f for folder in (HERE / "models", MODELS, EXAMPLES) if (f := folder / f"{name}.py").exists()), None)
    return load_profile(name if file is None else str(file))


@cache
def written(name: str) -> dict[str, str]:
    """The files of its statement."""
    model = loaded(name)
    return dict(statement_files(model, Names.of(model)))


def coqc(folder: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    """Compiles a file in a folder, beside the theory."""
    (folder / name).write_text(text, encoding="utf-8")
    return _run(folder, name, "-Q", str(_theory()), "")


def _run(folder: Path, name: str, *paths: str) -> subprocess.CompletedProcess[str]:
    command = ["coqc", "-q", *paths, "-Q", ".", "", name]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@cache
def compiled(name: str) -> Path:
    """A folder with the compiled statement of a model."""
    folder = Path(mkdtemp(prefix="septum-statement-"))
    for file, text in written(name).items():
        done = coqc(folder, file, text)
        assert done.returncode == 0, f"{name}, {file}: {done.stderr}"
    return folder


@cache
def _theory() -> Path:
    folder = Path(mkdtemp(prefix="septum-words-"))
    for name in ("Lists", "Isolation", "Words"):
        source = files("septum.export.rocq") / "theory" / f"{name}.v"
        (folder / f"{name}.v").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        done = _run(folder, f"{name}.v")
        assert done.returncode == 0, done.stderr
    return folder
