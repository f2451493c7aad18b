"""The tables of `docs/minimal.md`. Run as a program, this file drops every part of `minimal` in turn, and writes them.

That takes minutes, less where answers were kept in the cache.
"""

import sys
from pathlib import Path

from septum.engines.cache import open_cache
from septum.engines.minimal.results import MinimalResult
from septum.engines.minimal.table import weigh
from septum.engines.settings import Settings
from septum.report.manual.markup import page_with
from septum.report.manual.minimal import minimal_tables
from septum.spec.load import load_profile
from septum.spec.source import attack_files

PAGE = Path(__file__).parent / "minimal.md"


def weighed(settings: Settings) -> MinimalResult:
    """Every part of the profile `minimal`, dropped in turn."""
    return weigh(load_profile("minimal", beside=attack_files()), settings, _tell)


def _tell(answered: int, total: int, last: str) -> None:
    print(f"{answered} of {total}  {last}", file=sys.stderr)


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    tables = minimal_tables(weighed(Settings(cache=open_cache())))
    PAGE.write_text(page_with(tables, text), encoding="utf-8", newline="\n")
