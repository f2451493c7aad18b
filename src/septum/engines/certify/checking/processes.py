"""Programs of others, run within bounds of time and memory. None is left behind."""

import contextlib
import resource
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from math import ceil
from pathlib import Path
from signal import SIGXCPU, Signals
from time import perf_counter

from attrs import define, field, frozen

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
    """Runs programs in a folder, from any thread. At the end of the `with` all that still run are killed."""

    folder: Path
    environment: Mapping[str, str]
    bounds: Bounds
    _running: set["subprocess.Popen[bytes]"] = field(init=False, factory=set["subprocess.Popen[bytes]"])
    _lock: threading.Lock = field(init=False, factory=threading.Lock)
    _stopped: bool = field(init=False, default=False)
    _number: int = field(init=False, default=0)

    def __exit__(self, *_: object) -> None:
        """Kill what runs."""
        self.stop()

    def stop(self) -> None:
        """Kill what runs, and start nothing more."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def run(self, command: Sequence[str], within: Path) -> Ran:
        """Run a program in the folder `within` and wait for its end."""
        with self._lock:
            self._number += 1
            number = self._number
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
            with self._lock:
                self._running.discard(process)
        return self._ran(status, _read(out), _read(err), perf_counter() - started, late.is_set())

    def _start(self, command: Sequence[str], within: Path, out: int, err: int) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._stopped:
                return None
            try:
                process = subprocess.Popen(
                    command,
                    cwd=within,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                )
            except OSError:
                return None
            self._running.add(process)
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


def _signal(number: int) -> str:
    try:
        return Signals(number).name
    except ValueError:
        return f"signal {number}"


def _read(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(_OUTPUT).decode("utf-8", "replace")
