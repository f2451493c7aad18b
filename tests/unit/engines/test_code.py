"""What is kept knows the code that made it."""

from pathlib import Path

import pytest

from septum.engines.code import code_digest


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("one/code.py", "one/inner/data.toml", "other/code.py", "alone.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was")
    monkeypatch.setattr("septum.engines.code._PACKAGE", tmp_path)
    return tmp_path


def digest(*places: str) -> str:
    code_digest.cache_clear()
    try:
        return code_digest(*places)
    finally:
        code_digest.cache_clear()


@pytest.mark.parametrize("name", ["one/code.py", "one/inner/data.toml", "alone.py", "one/new.py", "one/inner/new.c"])
def test_another_text_is_other_code(package: Path, name: str) -> None:
    before = digest("one", "alone.py")
    (package / name).write_text("otherwise")
    assert digest("one", "alone.py") != before


@pytest.mark.parametrize("name", ["other/code.py", "one/code.cpython-311.pyc", "one/notes.md"])
def test_what_is_no_code_of_these_places_does_not_matter(package: Path, name: str) -> None:
    before = digest("one", "alone.py")
    (package / name).write_text("otherwise")
    assert digest("one", "alone.py") == before


def test_a_text_under_another_name_is_other_code(package: Path) -> None:
    before = digest("one")
    (package / "one/code.py").rename(package / "one/renamed.py")
    assert digest("one") != before


def test_a_place_that_there_is_not_is_no_code_at_all(package: Path) -> None:
    with pytest.raises(FileNotFoundError):
        digest("one", "nowhere")
