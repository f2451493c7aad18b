"""Tasks on several processes. A killed process costs the one task it was at; none is left behind."""

import contextlib
import ctypes
import gc
import multiprocessing
import multiprocessing.connection
import signal
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from attrs import define, field

Pipe = multiprocessing.connection.Connection
Result = TypeVar("Result")
_DEATH_OF_PARENT = 1
"""`PR_SET_PDEATHSIG` of prctl(2)."""


def share_out(
    count: int,
    perform: Callable[[int], Result],
    workers: int,
    done: Callable[[int, Result], None],
    died: Callable[[int, str], None],
) -> None:
    """Perform tasks 0, 1, … in forked processes; results come back in any order.

    `done` is called in this process with each position and its result; `died` instead, with what became of the
    process, where it was killed at that task. What `perform` raises ends its process. A task may fork in turn; those
    processes die with it. No process is left behind, however this ends.
    """
    if count:
        pool = _Pool(count, perform, min(workers, count))
        try:
            pool.run(done, died)
        finally:
            pool.stop()


@define(eq=False)
class _Worker:
    process: multiprocessing.Process
    pipe: Pipe
    position: int | None = None


@define(eq=False)
class _Pool(Generic[Result]):
    count: int
    perform: Callable[[int], Result]
    size: int
    _workers: list[_Worker] = field(init=False, factory=list[_Worker])
    _next: int = field(init=False, default=0)

    def run(self, done: Callable[[int, Result], None], died: Callable[[int, str], None]) -> None:
        # What there is now is left alone by the collectors of all processes, so that they share its memory. It is not
        # searched for garbage first: that takes longer than most of the tasks.
        gc.freeze()
        for _ in range(self.size):
            self._start()
        while self._workers:
            ready = multiprocessing.connection.wait([worker.pipe for worker in self._workers])
            for worker in [w for w in self._workers if w.pipe in ready]:
                self._receive(worker, done, died)
        gc.unfreeze()

    def stop(self) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        others = [worker.pipe for worker in self._workers]
        # No daemon: those may not fork, and a task may be a proof with workers of its own.
        process = context.Process(target=_serve, args=(theirs, [*others, ours], self.perform))
        process.start()
        theirs.close()
        worker = _Worker(process, ours)  # pyright: ignore[reportArgumentType]
        self._workers.append(worker)
        self._give(worker)

    def _give(self, worker: _Worker) -> None:
        if self._next < self.count:
            worker.position = self._next
            self._next += 1
            with contextlib.suppress(OSError):
                worker.pipe.send(worker.position)
        else:
            self._end(worker)

    def _end(self, worker: _Worker) -> None:
        worker.position = None
        self._workers.remove(worker)
        with contextlib.suppress(OSError):
            worker.pipe.send(None)
        worker.pipe.close()
        worker.process.join()

    def _receive(self, worker: _Worker, done: Callable[[int, Result], None], died: Callable[[int, str], None]) -> None:
        position = worker.position
        assert position is not None
        try:
            result: Result = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode or 0
            how = f"killed by signal {-code}" if code < 0 else f"ended with status {code}"
            self._workers.remove(worker)
            worker.pipe.close()
            died(position, how)
            if self._next < self.count:
                self._start()
            return
        done(position, result)
        self._give(worker)


def _serve(pipe: Pipe, others: Sequence[Pipe], perform: Callable[[int], object]) -> None:
    """A worker: positions in, results out, until there is no more."""
    untied(others)
    while True:
        try:
            position: int | None = pipe.recv()
        except (EOFError, OSError):
            return
        if position is None:
            return
        pipe.send(perform(position))


def untied(others: Sequence[Pipe]) -> None:
    """Of a process that was just forked: Ctrl-C is its parent's to hear, it dies with it, and closes these pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
    for other in others:
        other.close()
