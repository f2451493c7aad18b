"""How long a certificate takes: to find its proofs, and to check them by `coqc` and `coqchk`.

    python bench/certificates.py [PROFILE] [--copies 1 2 4] [--workers 2]

Wall times of this machine. Growth: copies of all state over the same sorts, side by side. `power`: of how many copies
the time to check grows, between this row and the one before; 2 is quadratic.
"""

import argparse
import sys
from math import log
from time import perf_counter

from attrs import frozen
from copies import copies

from septum.cli.developing import NoDevelopment, develop
from septum.engines.certify.checking.check import check
from septum.engines.certify.checking.processes import Bounds
from septum.engines.certify.checking.tools import RocqMissing, find_rocq
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model

_BOUNDS = Bounds(seconds=3600, memory=16 << 30)


@frozen
class Row:
    """One measurement; times in seconds."""

    copies: int
    files: int
    lines: int
    found: float
    coqc: float
    coqchk: float
    slowest: str

    @property
    def checked(self) -> float:
        """Both programs together."""
        return self.coqc + self.coqchk


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profile", nargs="?", default="minimal")
    parser.add_argument("--copies", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    try:
        print(f"Rocq {find_rocq().version}, {arguments.workers} processes")
    except RocqMissing as missing:
        sys.exit(str(missing))
    model = load_profile(arguments.profile)
    print("copies  files    lines   proofs found      coqc    coqchk  together  power  slowest")
    before: Row | None = None
    for count in arguments.copies:
        row = _measure(copies(model, count) if count > 1 else model, count, arguments.workers)
        power = "" if before is None else f"{log(row.checked / before.checked) / log(count / before.copies):.2f}"
        print(
            f"{count:6} {row.files:6} {row.lines:8,} {row.found:12.1f} s {row.coqc:7.1f} s {row.coqchk:7.1f} s"
            f" {row.checked:7.1f} s {power:>6}  {row.slowest}",
            flush=True,
        )
        before = row


def _measure(model: Model, count: int, workers: int) -> Row:
    started = perf_counter()
    try:
        development = develop(model, Settings(workers=workers))
    except NoDevelopment as error:
        sys.exit(str(error))
    found = perf_counter() - started
    checked = check(development, find_rocq(), workers, _BOUNDS)
    if checked.verdict is not Verdict.PROVED:
        sys.exit(f"{checked.verdict}: {'; '.join(problem.text for problem in checked.problems)}")
    slow = max(checked.files, key=lambda file: file.seconds)
    lines = sum(file.text.count("\n") for file in development.files)
    times = checked.times
    slowest = f"{slow.name} {slow.seconds:.1f} s"
    return Row(count, len(development.files), lines, found, times.coqc, times.coqchk, slowest)


if __name__ == "__main__":
    main()
