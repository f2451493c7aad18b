"""What the tests of the repository read: its own files."""

import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of pyproject.toml."""
    return _ROOT


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Every file under version control that still exists, or that git would add; in order."""
    listed = subprocess.run(
        ["git", "-C", str(_ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
        text=True,
    )
    files = sorted({_ROOT / name for name in listed.stdout.split("\0") if name})
    return [file for file in files if file.is_file()]


@pytest.fixture(scope="session")
def sources(root: Path) -> list[Path]:
    """The modules of septum."""
    return sorted((root / "src" / "septum").rglob("*.py"))


@pytest.fixture(scope="session")
def pages(root: Path) -> list[Path]:
    """The documentation: the pages at the root and those in docs/."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]
