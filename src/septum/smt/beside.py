"""One task in a process of its own, while this one goes on with what it can do without the answer."""

import contextlib
import multiprocessing
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Generic, TypeVar, cast

from attrs import define, field, frozen

from septum.smt.processes import Pipe, untied

Result = TypeVar("Result")
Message = TypeVar("Message")


class Lost(Exception):
    """The process ended without an answer: it was killed, or raised something."""


@frozen
class _Answer(Generic[Result]):
    answer: Result


@define(eq=False)
class Beside(AbstractContextManager["Beside[Message, Result]"], Generic[Message, Result]):
    """`with Beside(perform, hear) as task:` runs `perform(tell)` in a forked process.

    What `perform` tells, `hear` hears in this process, while it asks for the answer. Messages and the answer are
    pickled. The process, and those that it made by `share_out`, are gone when the context is left.
    """

    perform: Callable[[Callable[[Message], None]], Result]
    hear: Callable[[Message], None]
    _process: multiprocessing.Process = field(init=False)
    _pipe: Pipe = field(init=False)
    _said: list[Result] = field(init=False, factory=list[Result])

    def __enter__(self) -> "Beside[Message, Result]":
        """Begin."""
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        # No daemon: those may not fork, and a proof has processes of its own.
        made = context.Process(target=_perform, args=(theirs, ours, self.perform))
        self._process = cast(multiprocessing.Process, made)
        self._process.start()
        theirs.close()
        self._pipe = ours
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave no process behind."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def ready(self) -> bool:
        """Is the answer there? What was told meanwhile is heard. Raises Lost."""
        while not self._said and self._pipe.poll():
            self._receive()
        return bool(self._said)

    def answer(self) -> Result:
        """Wait for the answer. Raises Lost."""
        while not self._said:
            self._receive()
        return self._said[0]

    def _receive(self) -> None:
        try:
            received: object = self._pipe.recv()
        except (EOFError, OSError):
            raise Lost from None
        if isinstance(received, _Answer):
            self._said.append(cast(_Answer[Result], received).answer)
        else:
            self.hear(cast(Message, received))


def _perform(pipe: Pipe, other: Pipe, perform: Callable[[Callable[[object], None]], object]) -> None:
    untied((other,))
    with contextlib.suppress(Exception):
        # Whoever waits sees that there is no answer, and why when he asks by himself.
        pipe.send(_Answer(perform(pipe.send)))
