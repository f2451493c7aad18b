"""The tables of `docs/workloads.md`. Run as a program, this file judges and enumerates all workloads, and writes them.

That takes minutes, less where answers were kept in the cache.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from septum.engines.cache import open_cache
from septum.engines.settings import Settings
from septum.engines.workloads.enumeration import enumerate_workload
from septum.engines.workloads.matrix import judge_matrix
from septum.engines.workloads.realised import realise
from septum.engines.workloads.results import Cell, Enumeration, Standing
from septum.report.manual.markup import page_with
from septum.report.manual.workloads import workload_tables
from septum.spec.source import profile_names, workload_names

PAGE = Path(__file__).parent / "workloads.md"
PROFILE = "minimal"
"""The profile whose capabilities are enumerated."""


def judged(settings: Settings) -> tuple[Cell, ...]:
    """Every workload on every profile."""
    profiles = sorted(profile_names(), key=lambda name: (name != PROFILE, name))
    return judge_matrix(profiles, workload_names(), settings)


def enumerated(cells: Sequence[Cell], settings: Settings) -> tuple[Enumeration, ...]:
    """What the workloads that run on the profile `minimal` need of it."""
    running = (Standing.ISOLATED, Standing.OPEN)
    names = [cell.workload for cell in cells if cell.profile == PROFILE and cell.standing in running]
    return tuple(enumerate_workload(realise(PROFILE, name), settings, _tell) for name in names)


def _tell(answered: int, total: int, last: str) -> None:
    print(f"{answered} of {total}  {last}", file=sys.stderr)


if __name__ == "__main__":
    standard = Settings(cache=open_cache())
    found = judged(standard)
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(
        page_with(workload_tables(found, enumerated(found, standard)), text), encoding="utf-8", newline="\n"
    )
