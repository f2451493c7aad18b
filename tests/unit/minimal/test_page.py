"""The manual shows what was found of the profile that is shipped.

To find it again takes minutes: `python docs/minimal_page.py` does, and `SEPTUM_MINIMAL=1 pytest` compares. Without,
it is checked that the page is about this very profile, and says something of every part.
"""

import os
import re
from collections.abc import Callable
from types import ModuleType

import pytest

from septum.engines.minimal.clauses import clauses_of
from septum.engines.minimal.parts import parts_of
from septum.engines.minimal.results import Standing
from septum.engines.settings import Settings
from septum.report.manual.minimal import minimal_tables
from septum.spec.digest import model_digest
from septum.spec.load import load_profile

REGENERATE = "run: python docs/minimal_page.py"


@pytest.fixture(scope="module")
def page(manual_script: Callable[[str], ModuleType]) -> ModuleType:
    """`docs/minimal_page.py`."""
    return manual_script("minimal_page")


def test_the_page_is_about_the_profile_as_it_is(page: ModuleType) -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    model = load_profile("minimal")
    assert f"Profile `minimal`, digest `{model_digest(model)}`" in text, REGENERATE
    rows = re.findall(r"^\| `([^`]+)` \| ([a-z-]+) \| .*\|$", text, re.MULTILINE)
    wanted = [part.identifier for part in parts_of(model)] + [clause.name for _, clause in clauses_of(model)]
    assert [name for name, _ in rows] == wanted, REGENERATE
    assert {word for _, word in rows} <= {str(standing) for standing in Standing}


def test_no_part_of_the_shipped_profile_is_idle_or_unexplained(page: ModuleType) -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert not re.findall(r"^\| `[^`]+` \| (?:idle|unexplained) \|.*$", text, re.MULTILINE)


@pytest.mark.skipif("SEPTUM_MINIMAL" not in os.environ, reason="takes minutes: SEPTUM_MINIMAL=1")
def test_the_page_is_what_is_found(page: ModuleType) -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.page_with(minimal_tables(page.weighed(Settings())), text) == text, REGENERATE


def test_a_page_without_a_place_for_the_tables_is_noticed(page: ModuleType) -> None:
    with pytest.raises(ValueError, match="not marked"):
        page.page_with("x", "no place")
