"""Under what proofs are kept."""

from importlib.metadata import version
from pathlib import Path

import pytest

from septum.engines import settings
from septum.engines.settings import Settings, builds


def test_solvers_are_recorded_with_the_versions_that_are_installed() -> None:
    assert builds(Settings()) == {"z3": version("z3-solver"), "cvc5": version("cvc5")}
    assert builds(Settings(solvers=("cvc5",))) == {"cvc5": version("cvc5")}


def test_of_two_that_are_installed_it_is_the_one_that_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cvc5-9.9.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: cvc5\nVersion: 0.1\n")
    monkeypatch.syspath_prepend(tmp_path)
    settings._version.cache_clear()  # pyright: ignore[reportPrivateUsage]
    try:
        assert builds(Settings(solvers=("cvc5",))) == {"cvc5": "0.1"}
    finally:
        settings._version.cache_clear()  # pyright: ignore[reportPrivateUsage]
