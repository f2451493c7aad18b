"""The manual shows the matrix, and what was found of the profile that is shipped.

To find it again takes minutes: `python docs/workloads_page.py` does, and `SEPTUM_WORKLOADS=1 pytest` compares. Without,
it is checked that the page is about these very profiles and workloads, and that its sets of capabilities are enough.
"""

import os
import re
from collections.abc import Callable
from types import ModuleType

import pytest

from septum.engines.settings import Settings
from septum.engines.workloads.missing import run_of
from septum.engines.workloads.realised import realise
from septum.report.manual.workloads import workload_tables
from septum.spec.digest import model_digest
from septum.spec.load import load_profile
from septum.spec.source import profile_names, workload_names

REGENERATE = "run: python docs/workloads_page.py"


@pytest.fixture(scope="module")
def page(manual_script: Callable[[str], ModuleType]) -> ModuleType:
    """`docs/workloads_page.py`."""
    return manual_script("workloads_page")


@pytest.fixture(scope="module")
def text(page: ModuleType) -> str:
    """What the page says."""
    return page.PAGE.read_text(encoding="utf-8")


def test_the_page_is_about_the_profiles_as_they_are(text: str) -> None:
    for name in profile_names():
        assert f"`{name}`, digest `{model_digest(load_profile(name))}`" in text, REGENERATE


def test_the_matrix_is_complete_and_every_cell_is_decided(text: str) -> None:
    for name in workload_names():
        cells = re.findall(rf"^\| `{name}` \| (.*) \|$", text, re.MULTILINE)[-1].split(" | ")
        assert len(cells) == len(profile_names()), REGENERATE
        assert all(cell == "isolated" or cell.startswith(("open ", "missing ")) for cell in cells)


def test_the_capabilities_that_the_page_calls_enough_are(text: str) -> None:
    realised = realise("minimal", "inference")
    section = text.partition("### `inference` on `minimal`")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| `\w+` \| [^|]+ \| ((?:`\w+` ?)+) \|$", section, re.MULTILINE)
    named = frozenset(name for row in rows for name in re.findall(r"`(\w+)`", row))
    witness = run_of(realised.model, realised.workload)
    assert witness is not None and len(named) > 20
    assert witness.play(named) is not None, REGENERATE
    assert all(witness.play(named - {name}) is None for name in named), REGENERATE


def test_what_no_workload_needs_has_its_reason_on_the_page(text: str) -> None:
    listed = re.search(r"^No workload needs these capabilities of `minimal`: (.*)\.$", text, re.MULTILINE)
    assert listed is not None
    reasons = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", text.partition("## What no workload needs")[2], re.MULTILINE
    )
    assert set(reasons) == set(re.findall(r"`(\w+)`", listed[1])) and reasons


@pytest.mark.skipif("SEPTUM_WORKLOADS" not in os.environ, reason="takes minutes: SEPTUM_WORKLOADS=1")
def test_the_page_is_what_is_found(page: ModuleType, text: str) -> None:
    cells = page.judged(Settings())
    tables = workload_tables(cells, page.enumerated(cells, Settings()))
    assert page.page_with(tables, text) == text, REGENERATE
