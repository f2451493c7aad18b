"""Tests are imported by their bare names: two of one name hide each other, and neither is run."""

from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
SPECIFICATIONS = ("cases", "models", "profiles", "variants", "recordings")
"""Folders of files that are read and never imported."""


def test_no_two_modules_of_tests_have_one_name() -> None:
    modules = [p for p in TESTS.rglob("*.py") if not set(SPECIFICATIONS) & set(p.relative_to(TESTS).parts)]
    names = Counter(path.name for path in modules if path.name not in ("__init__.py", "conftest.py"))
    assert not [name for name, count in names.items() if count > 1]
