"""Where files are checked: a folder, Rocq's programs, and so many of them at once."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

from septum.engines.certify.checking.processes import Processes, Ran
from septum.engines.certify.checking.tools import Rocq

_QUIET = ("-q", "-noglob", "-w", "none")


@frozen(eq=False)
class Workplace:
    """The files lie in `folder`, and Rocq knows them under `prefix`."""

    folder: Path
    prefix: str
    rocq: Rocq
    processes: Processes
    pool: ThreadPoolExecutor
    workers: int

    def compile(self, name: str) -> Future[Ran]:
        """Compile the file of this name."""
        return self._submit([*self.rocq.compiler, *_QUIET, "-R", ".", self.prefix, name])

    def recheck(self, alone: Sequence[str], with_all: Sequence[str] = ()) -> Future[Ran]:
        """Check compiled libraries again: some `alone`, some with all that they need."""
        words = [word for name in alone for word in ("-norec", name)]
        return self._submit([*self.rocq.checker, "-o", "-R", ".", self.prefix, *with_all, *words])

    def _submit(self, command: Sequence[str]) -> Future[Ran]:
        return self.pool.submit(self.processes.run, command, self.folder)
