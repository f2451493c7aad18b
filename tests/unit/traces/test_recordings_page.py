"""The manual's page on recordings has the rules as they are."""

from collections.abc import Callable
from types import ModuleType


def test_the_page_has_every_rule_as_it_is(manual_script: Callable[[str], ModuleType]) -> None:
    page = manual_script("recordings_page")
    assert page.written() == page.PAGE.read_text(encoding="utf-8"), "run: python docs/recordings_page.py"
