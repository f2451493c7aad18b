"""A development is checked: compiled, asked what it rests on, and checked again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from attrs import evolve, frozen

from septum.engines.certify.checking.assumptions import all_files, read_assumptions
from septum.engines.certify.checking.compiling import Compiled, compile_files
from septum.engines.certify.checking.controls import PREFIX, run_controls
from septum.engines.certify.checking.processes import Bounds, Processes, result_of
from septum.engines.certify.checking.rechecking import recheck
from septum.engines.certify.checking.results import Checked, FileOutcome, Problem, Proved, Times
from septum.engines.certify.checking.tools import Rocq, environment
from septum.engines.certify.checking.workplace import Workplace
from septum.engines.results import Verdict
from septum.obligations.development import Development, VFile


@frozen
class Progress:
    """How far a check is. `program`: `coqc` or `coqchk`; `done` of `total` files; the file that took longest."""

    program: str
    done: int
    total: int
    seconds: float
    slowest: str = ""


def check(
    development: Development,
    rocq: Rocq,
    workers: int,
    bounds: Bounds | None = None,
    told: Callable[[Progress], None] | None = None,
) -> Checked:
    """Check a development in a folder of its own, which is gone afterwards.

    `workers`: how many processes. `bounds`: of each of them. `told` hears how far it is.
    """
    files = all_files(development)
    started = perf_counter()
    with (
        TemporaryDirectory(prefix="septum-certificate-", ignore_cleanup_errors=True) as temporary,
        ThreadPoolExecutor(workers) as pool,
        ThreadPoolExecutor(1) as controls,
        # Innermost, so that what runs is killed before the pool waits for it.
        Processes(_made(temporary, "said"), environment(_made(temporary, "home")), bounds or Bounds()) as processes,
    ):
        place = Workplace(_made(temporary, "files"), development.prefix, rocq, processes, pool, workers)
        for file in files:
            (place.folder / file.name).write_text(file.text, encoding="utf-8", newline="\n")
        apart = evolve(place, folder=_made(temporary, "controls"), prefix=PREFIX)
        wrong = controls.submit(run_controls, apart)
        listener = _Listener(len(files), started, told)
        compiled = compile_files(files, place, listener.heard)
        claims, problems = _claims(development, files, compiled)
        problems += result_of(wrong)
        compiled_at = perf_counter()
        rechecked = None
        if not problems:
            listener.checking()
            rechecked, found = recheck(files, compiled.files, place)
            problems += found
    times = Times(compiled_at - started, perf_counter() - compiled_at)
    return Checked(rocq.version, compiled.files, claims, rechecked, problems, workers, times)


def _made(parent: str, name: str) -> Path:
    folder = Path(parent) / name
    folder.mkdir()
    return folder


def _claims(
    development: Development, files: tuple[VFile, ...], compiled: Compiled
) -> tuple[tuple[Proved, ...], tuple[Problem, ...]]:
    """What the claims rest on, and what is wrong until here."""
    if compiled.problems:
        return (), compiled.problems
    claims = read_assumptions(development, compiled.printed[files[-1].name])
    if not claims:
        return (), (Problem(Verdict.ERROR, "coqc did not say what the theorems rest on", files[-1].name),)
    found = tuple(
        Problem(Verdict.UNKNOWN, f"{claim.theorem} rests on {' '.join(claim.assumptions)}")
        for claim in claims
        if claim.assumptions
    )
    return claims, found


class _Listener:
    """Counts what was compiled."""

    def __init__(self, total: int, started: float, told: Callable[[Progress], None] | None) -> None:
        self._total, self._started, self._told = total, started, told
        self._done = 0
        self._slowest = FileOutcome("", Verdict.NOT_RUN)

    def heard(self, outcome: FileOutcome) -> None:
        self._done += 1
        self._slowest = max(self._slowest, outcome, key=lambda outcome: outcome.seconds)
        self._tell("coqc")

    def checking(self) -> None:
        self._tell("coqchk")

    def _tell(self, program: str) -> None:
        if self._told is not None:
            seconds = perf_counter() - self._started
            self._told(Progress(program, self._done, self._total, seconds, self._slowest.name))
