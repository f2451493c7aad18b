"""The search in compiled C, and what it says in terms of the machine."""

import ctypes
from array import array
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Any

from septum.engines.explore.compiler import load_program
from septum.engines.explore.program import Program, write_program
from septum.engines.explore.replaying import actions_along, found_by
from septum.engines.explore.results import Engine, Exploration, Found, Scope, Symmetry
from septum.engines.explore.symmetry import Class, chunks_of, images, interchangeable, transpositions, walk
from septum.engines.results import Verdict
from septum.interpreter import Machine, State

_RUNNING, _EXHAUSTED, _MOST_STATES, _MOST_BYTES, _VIOLATED = range(5)
_NO_PARENT = 2**32 - 1
_AT_ONCE = 200_000
"""States expanded between two looks at whether the user interrupts."""

_MANY_WAYS = 4_000
"""From so many ways to do a step on, less is asked of the compiler."""


def explore_compiled(
    machine: Machine, starts: Iterable[State], most_states: int, most_bytes: int, symmetry: Symmetry
) -> Exploration:
    """Visit the states that `starts` reach; see `explore`.

    Raises NotCompiled, or ValueError where the instance is too large for a compiled search.
    """
    began = perf_counter()
    program = write_program(machine)
    library = load_program(program.text, "-O2" if program.ways < _MANY_WAYS else "-O1")
    classes = interchangeable(machine) if symmetry is Symmetry.ON else ()
    search = _Search(machine, program, library, classes, most_states, most_bytes)
    prepared = perf_counter()
    try:
        return search.explore(starts, began, prepared)
    finally:
        search.close()


class _Search:
    def __init__(
        self,
        machine: Machine,
        program: Program,
        library: ctypes.CDLL,
        classes: Sequence[Class],
        most_states: int,
        most_bytes: int,
    ) -> None:
        self._machine = machine
        self._packing = program.packing
        self._words = program.packing.words
        self._library = library
        self._classes = classes
        library.search_new.restype = ctypes.c_void_p
        for name in ("search_count", "search_depth", "search_bytes", "search_done"):
            getattr(library, name).restype = ctypes.c_uint64
        library.search_parent.restype = ctypes.c_uint32
        pointer = library.search_new(ctypes.c_uint64(most_states), ctypes.c_uint64(most_bytes))
        if pointer is None:
            raise ValueError("there is no memory for a search")
        self._search = ctypes.c_void_p(pointer)
        self._kept: list[Any] = []
        if classes:
            self._use_symmetry(classes)

    def explore(self, starts: Iterable[State], began: float, prepared: float) -> Exploration:
        status, found = self._start(starts)
        while status == _RUNNING and found is None:
            status = self._library.search_run(self._search, ctypes.c_uint64(_AT_ONCE))
        if status == _VIOLATED:
            found = self._found(self._count() - 1)
        stopped = status in (_MOST_STATES, _MOST_BYTES)
        names = [step.name for step in self._machine.active_steps]
        done = [self._library.search_done(self._search, ctypes.c_uint64(i)) for i in range(len(names))]
        verdict = Verdict.VIOLATED if found is not None else Verdict.BUDGET if stopped else Verdict.PROVED
        return Exploration(
            verdict,
            Scope.EXHAUSTED if verdict is Verdict.PROVED else Scope.PARTIAL,
            self._count(),
            sum(done),
            self._library.search_depth(self._search),
            tuple(name for name, count in zip(names, done, strict=True) if count),
            tuple(name for name, count in zip(names, done, strict=True) if not count),
            found,
            perf_counter() - began,
            Engine.COMPILED,
            ("the limit of memory was reached",) if status == _MOST_BYTES else (),
            tuple(self._named(c) for c in self._classes),
            self._library.search_bytes(self._search),
            prepared - began,
        )

    def close(self) -> None:
        self._library.search_free(self._search)
        self._search = ctypes.c_void_p()

    def _start(self, starts: Iterable[State]) -> tuple[int, Found | None]:
        for start in starts:
            stored = self._library.search_start(self._search, self._array(start))
            if stored < 0:
                return -stored, None
            if stored and self._machine.check(start):
                return _RUNNING, found_by(self._machine, start, ())
        return _RUNNING, None

    def _use_symmetry(self, classes: Sequence[Class]) -> None:
        chunks = chunks_of(self._packing)
        tables = array("Q")
        for exchange in transpositions(classes):
            for words in images(self._packing, chunks, exchange):
                tables.extend(words)
        path = walk(classes)
        arrays: list[Any] = [
            (ctypes.c_uint32 * len(chunks))(*(c.word for c in chunks)),
            (ctypes.c_uint32 * len(chunks))(*(c.shift for c in chunks)),
            (ctypes.c_uint32 * len(chunks))(*(c.bits for c in chunks)),
            (ctypes.c_uint64 * len(tables)).from_buffer(tables),
            (ctypes.c_uint16 * len(path))(*path),
        ]
        # The library keeps only pointers to these.
        self._kept = arrays
        word, shift, bits, table, steps = arrays
        self._library.search_symmetry(
            self._search, ctypes.c_uint64(len(chunks)), word, shift, bits, table, ctypes.c_uint64(len(path)), steps
        )

    def _found(self, number: int) -> Found:
        """The run to a state, from the numbers of those before it. The interpreter finds the steps between them."""
        numbers = [number]
        while (parent := self._library.search_parent(self._search, ctypes.c_uint64(numbers[-1]))) != _NO_PARENT:
            numbers.append(parent)
        path = [self._stored(n) for n in reversed(numbers)]
        start = self._packing.unpack(path[0])
        actions = actions_along(self._machine, start, [self._passes(words) for words in path[1:]])
        return found_by(self._machine, start, actions)

    def _passes(self, words: tuple[int, ...]) -> Callable[[State], bool]:
        return lambda state: self._representative(state) == words

    def _representative(self, state: State) -> tuple[int, ...]:
        at = self._array(state)
        if self._classes:
            self._library.search_canonical(self._search, at)
        return tuple(at)

    def _stored(self, number: int) -> tuple[int, ...]:
        at = (ctypes.c_uint64 * self._words)()
        self._library.search_state(self._search, ctypes.c_uint64(number), at)
        return tuple(at)

    def _array(self, state: State) -> Any:
        return (ctypes.c_uint64 * self._words)(*self._packing.pack(state))

    def _count(self) -> int:
        return self._library.search_count(self._search)

    def _named(self, c: Class) -> tuple[str, tuple[str, ...]]:
        return c.sort.name, tuple(str(self._machine.universe.decode(c.sort, n)) for n in c.elements)
