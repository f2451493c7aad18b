"""The manual of the profile `minimal`, written into `docs/profile/` before Sphinx reads the pages."""

from collections.abc import Mapping
from pathlib import Path

from septum.report.manual import manual_pages
from septum.spec.load import load_profile


def profile_pages() -> dict[str, str]:
    """The pages by file name."""
    return manual_pages(load_profile("minimal"))


def write_pages(pages: Mapping[str, str], folder: Path) -> None:
    """Write pages into `folder`; those that are as they were stay untouched, those of former concerns go."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.md")):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        page = folder / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8", newline="\n")
