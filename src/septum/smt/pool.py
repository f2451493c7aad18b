"""Many queries on several processes. A killed process costs the one query it was at, which is then an error."""

import contextlib
import ctypes
import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
from collections.abc import Callable, Sequence

from attrs import define, field

from septum.smt.query import Answer, Decision, Options, Query

Pipe = multiprocessing.connection.Connection
_DEATH_OF_PARENT = 1
"""`PR_SET_PDEATHSIG` of prctl(2)."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def decide_all(queries: Sequence[Query], options: Options, workers: int, done: Callable[[int, Decision], None]) -> None:
    """Decide all queries; `done` is called in this process with each position and its decision, in any order.

    No process is left behind, however this ends.
    """
    if not queries:
        return
    # Imported before the processes are made, so that they share it.
    try:
        from septum.smt import decide
    except ImportError as error:
        for position in range(len(queries)):
            done(position, Decision(Answer.ERROR, detail=f"a solver is missing: {error}"))
        return

    assert decide is not None
    pool = _Pool(queries, options, min(workers, len(queries)))
    try:
        pool.run(done)
    finally:
        pool.stop()


@define(eq=False)
class _Worker:
    process: multiprocessing.Process
    pipe: Pipe
    position: int | None = None


@define(eq=False)
class _Pool:
    queries: Sequence[Query]
    options: Options
    size: int
    _workers: list[_Worker] = field(init=False, factory=list[_Worker])
    _next: int = field(init=False, default=0)

    def run(self, done: Callable[[int, Decision], None]) -> None:
        gc.collect()
        gc.freeze()
        for _ in range(self.size):
            self._start()
        while self._workers:
            ready = multiprocessing.connection.wait([worker.pipe for worker in self._workers])
            for worker in [w for w in self._workers if w.pipe in ready]:
                self._receive(worker, done)
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
        process = context.Process(
            target=_serve, args=(theirs, [*others, ours], self.queries, self.options), daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours)  # pyright: ignore[reportArgumentType]
        self._workers.append(worker)
        self._give(worker)

    def _give(self, worker: _Worker) -> None:
        if self._next < len(self.queries):
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

    def _receive(self, worker: _Worker, done: Callable[[int, Decision], None]) -> None:
        position = worker.position
        assert position is not None
        try:
            decision: Decision = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode or 0
            how = f"killed by signal {-code}" if code < 0 else f"ended with status {code}"
            self._workers.remove(worker)
            worker.pipe.close()
            done(position, Decision(Answer.ERROR, detail=f"the solver's process was {how}"))
            if self._next < len(self.queries):
                self._start()
            return
        done(position, decision)
        self._give(worker)


def _serve(pipe: Pipe, others: Sequence[Pipe], queries: Sequence[Query], options: Options) -> None:
    """A worker: positions in, decisions out, until there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
    for other in others:
        other.close()
    from septum.smt.decide import decide

    while True:
        try:
            position: int | None = pipe.recv()
        except (EOFError, OSError):
            return
        if position is None:
            return
        pipe.send(decide(queries[position], options))
