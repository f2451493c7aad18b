"""Programs of others, run within bounds of time and memory. None is left behind."""

import contextlib
import resource
import signal
import subprocess
import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from enum import StrEnum
from itertools import count
from math import ceil
from pathlib import Path
from signal import SIGINT, SIGXCPU, Signals
from time import perf_counter
from typing import Self, TypeVar

from attrs import define, field, frozen

Result = TypeVar("Result")
_AWAKE = 0.1
"""How long to wait at a time, in seconds."""
_OUTPUT = 1 << 22
"""How much of an output is read, in bytes."""
_EXHAUSTED = ("out of memory", "out_of_memory", "stack overflow")


class End(StrEnum):
    """How a program ended."""

    EXITED = "exited"
    BOUND = "bound"
    KILLED = "killed"


@frozen
class Bounds:
    """For each process: its processor time in seconds, its memory and the size of a file that it writes, in bytes.

    After four times these seconds on the clock it is stopped too, whatever it waits for.
    """

    seconds: float = 600
    memory: int = 8 << 30
    file: int = 1 << 30


@frozen
class Ran:
    """A program that has ended. `status`: its exit status. `detail`: the bound or the signal, where there was one."""

    end: End
    status: int
    out: str = field(repr=False)
    err: str = field(repr=False)
    seconds: float
    detail: str = ""


@define(eq=False)
class Processes(AbstractContextManager["Processes"]):
    """Runs programs in a folder, from any thread. At the end of the `with` all that still run are killed.

    An interrupt of the user kills them too, and is raised at the end of the `with`: threads that wait for a program
    are never left waiting.
    """

    folder: Path
    environment: Mapping[str, str]
    bounds: Bounds
    _running: set["subprocess.Popen[bytes]"] = field(init=False, factory=set["subprocess.Popen[bytes]"])
    _stopped: bool = field(init=False, default=False)
    _interrupted: bool = field(init=False, default=False)
    _numbers: "count[int]" = field(init=False, factory=count)
    _guarding: bool = field(init=False, default=False)

    def __enter__(self) -> Self:
        """Take interrupts, where that is possible: in the main thread, where nobody else does."""
        main = threading.current_thread() is threading.main_thread()
        self._guarding = main and signal.getsignal(SIGINT) is signal.default_int_handler
        if self._guarding:
            signal.signal(SIGINT, lambda number, frame: self._interrupt())
        return self

    def __exit__(self, *_: object) -> None:
        """Kill what runs. Raises KeyboardInterrupt where the user interrupted."""
        self.stop()
        if self._guarding:
            signal.signal(SIGINT, signal.default_int_handler)
        if self._interrupted:
            raise KeyboardInterrupt

    def stop(self) -> None:
        """Kill what runs, and start nothing more. No lock is taken: this may come in the midst of anything."""
        self._stopped = True
        for process in tuple(self._running):
            process.kill()

    def _interrupt(self) -> None:
        self._interrupted = True
        self.stop()

    def run(self, command: Sequence[str], within: Path) -> Ran:
        """Run a program in the folder `within` and wait for its end."""
        number = next(self._numbers)
        out, err = self.folder / f"{number}.out", self.folder / f"{number}.err"
        started = perf_counter()
        late = threading.Event()
        with out.open("wb") as first, err.open("wb") as second:
            process = self._start(command, within, first.fileno(), second.fileno())
            if process is None:
                return Ran(End.KILLED, -1, "", "", 0.0, "it does not run")
            timer = threading.Timer(4 * self.bounds.seconds, lambda: (late.set(), process.kill()))
            timer.daemon = True
            timer.start()
            status = process.wait()
            timer.cancel()
            self._running.discard(process)
        return self._ran(status, _read(out), _read(err), perf_counter() - started, late.is_set())

    def _start(self, command: Sequence[str], within: Path, out: int, err: int) -> "subprocess.Popen[bytes] | None":
        if self._stopped:
            return None
        nothing = subprocess.DEVNULL
        try:
            process = subprocess.Popen(command, cwd=within, env=self.environment, stdin=nothing, stdout=out, stderr=err)
        except OSError:
            return None
        self._running.add(process)
        if self._stopped:
            # It was stopped after the first look, and may have missed this one.
            process.kill()
        limits = (
            (resource.RLIMIT_CPU, ceil(self.bounds.seconds)),
            (resource.RLIMIT_AS, self.bounds.memory),
            (resource.RLIMIT_FSIZE, self.bounds.file),
        )
        for kind, limit in limits:
            # One that has ended already needs no limit; a lower one that holds for all of us stays.
            with contextlib.suppress(OSError, ValueError):
                resource.prlimit(process.pid, kind, (limit, limit + 1 if kind == resource.RLIMIT_CPU else limit))
        return process

    def _ran(self, status: int, out: str, err: str, seconds: float, late: bool) -> Ran:
        said = f"{out[-2000:]}\n{err[-2000:]}".lower()
        if late:
            return Ran(End.BOUND, status, out, err, seconds, f"it ran longer than {4 * self.bounds.seconds:g} s")
        if status == -SIGXCPU:
            return Ran(End.BOUND, status, out, err, seconds, f"it took more than {self.bounds.seconds:g} s")
        if status and any(word in said for word in _EXHAUSTED):
            return Ran(End.BOUND, status, out, err, seconds, f"it needs more than {self.bounds.memory >> 20} MiB")
        if status < 0:
            return Ran(End.KILLED, status, out, err, seconds, f"it was killed by {_signal(-status)}")
        return Ran(End.EXITED, status, out, err, seconds)


def first_done(running: Iterable[Future[Result]]) -> set[Future[Result]]:
    """Wait until at least one has ended, and which have; none where there is none to wait for.

    It wakes up now and then: an interrupt that another thread was given is heard only then.
    """
    waiting = set(running)
    ended: set[Future[Result]] = set()
    while waiting and not ended:
        ended = wait(waiting, timeout=_AWAKE, return_when=FIRST_COMPLETED).done
    return ended


def result_of(running: Future[Result]) -> Result:
    """The result of one, waited for in the same way."""
    first_done([running])
    return running.result()


def _signal(number: int) -> str:
    try:
        return Signals(number).name
    except ValueError:
        return f"signal {number}"


def _read(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(_OUTPUT).decode("utf-8", "replace")
