"""The manual's page on recordings has the rules as they are."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_page_has_every_rule_as_it_is() -> None:
    spec = importlib.util.spec_from_file_location("recordings_page", ROOT / "docs" / "recordings_page.py")
    assert spec is not None and spec.loader is not None
    page = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(page)
    assert page.written() == page.PAGE.read_text(encoding="utf-8"), "run: python docs/recordings_page.py"
