"""The documentation points at things that exist."""

import re
from pathlib import Path

_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_FILE = re.compile(r"`((?:src|tests|docs|examples|changes|bench)/[\w./*-]*)`")
_TARGET = re.compile(r"\bmake ([a-z]+)\b")


def _written(pages: list[Path]) -> list[tuple[Path, str]]:
    return [(page, page.read_text(encoding="utf-8")) for page in pages]


def test_links_between_pages_lead_somewhere(pages: list[Path], root: Path) -> None:
    dead = [
        f"{page.relative_to(root)}: {link}"
        for page, text in _written(pages)
        for link in _LINK.findall(text)
        if not link.startswith(("https://", "http://")) and not (page.parent / link).exists()
    ]
    assert not dead


def test_files_and_folders_named_in_the_documentation_exist(pages: list[Path], root: Path) -> None:
    missing = [
        f"{page.relative_to(root)}: {name}"
        for page, text in _written(pages)
        for name in _FILE.findall(text)
        if not any(root.glob(name.rstrip("/")))
    ]
    assert not missing


def test_make_targets_named_in_the_documentation_exist(pages: list[Path], root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page, text in _written(pages):
        shown = "\n".join(re.findall(r"`[^`\n]+`|^```.*?^```", text, re.MULTILINE | re.DOTALL))
        assert not sorted(set(_TARGET.findall(shown)) - targets), page.name


def test_every_page_of_the_manual_is_reached_from_its_first(root: Path) -> None:
    index = (root / "docs" / "index.md").read_text(encoding="utf-8")
    listed = {line.strip() for line in index.splitlines()}
    assert not [page.stem for page in sorted((root / "docs").glob("*.md")) if page.stem not in listed | {"index"}]
