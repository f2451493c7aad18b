"""The pages in `docs/profile/` are made from the profile whenever the manual is built."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from septum.report.manual import manual_pages
from septum.spec.load import load_profile
from septum.spec.model import Model


@pytest.fixture(scope="module")
def writer(manual_script: Callable[[str], ModuleType]) -> ModuleType:
    """`docs/profile_pages.py`."""
    return manual_script("profile_pages")


@pytest.fixture(scope="module")
def model() -> Model:
    return load_profile("minimal")


@pytest.fixture(scope="module")
def pages(model: Model) -> dict[str, str]:
    return manual_pages(model)


def test_the_pages_are_those_of_the_profile(
    writer: ModuleType, pages: dict[str, str], model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(writer, "load_profile", lambda name: asked.append(name) or model)
    assert writer.profile_pages() == pages
    assert asked == ["minimal"]
    assert {"index.md", "assumptions.md", "invariants.md", "memory.md"} <= pages.keys()


def test_the_folder_holds_the_pages_and_no_others(writer: ModuleType, pages: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "former-concern.md").write_text("# gone")
    (tmp_path / "memory.md").write_text("# old")
    writer.write_pages(pages, tmp_path)
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == pages


def test_a_page_that_did_not_change_is_not_written_again(
    writer: ModuleType, pages: dict[str, str], tmp_path: Path
) -> None:
    writer.write_pages(pages, tmp_path)
    before = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    (tmp_path / "memory.md").write_text("# old")
    writer.write_pages(pages, tmp_path)
    after = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"memory.md"}


def test_building_the_manual_writes_them_and_leads_to_them(root: Path) -> None:
    configuration = (root / "docs" / "conf.py").read_text(encoding="utf-8")
    assert 'write_pages(profile_pages(), Path(__file__).parent / "profile")' in configuration
    assert "profile/index" in (root / "docs" / "index.md").read_text(encoding="utf-8").splitlines()
    assert "docs/profile/" in (root / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_every_assumption_of_the_profile_is_on_its_page_with_what_it_is_for(
    pages: dict[str, str], model: Model
) -> None:
    page = pages["assumptions.md"]
    for name in model.assumes:
        _, _, rest = page.partition(f"### `{model.assumption(name).identifier}`\n")
        told = rest.partition("\n### ")[0]
        assert ("without it\n:" in told) != ("because\n:" in told), name
