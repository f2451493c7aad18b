"""How far a proof is, on standard error: one line, rewritten in place; in a pipe a plain line every ten seconds."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from time import monotonic
from types import TracebackType
from typing import TextIO

from attrs import define

from septum.engines.settings import Progress
from septum.report.quantities import count, seconds

_EVERY_ON_TERMINAL = 0.1
_EVERY_IN_PIPE = 10.0


@define(eq=False)
class ProgressLine(AbstractContextManager[Callable[[Progress], None]]):
    """`with ProgressLine(stderr, "minimal") as progress: prove(…, progress)`. The line is gone at the end."""

    stream: TextIO
    name: str
    _next: float = 0.0
    _shown: int = 0

    def __enter__(self) -> Callable[[Progress], None]:
        """The function that engines call."""
        self._next = monotonic() + (_EVERY_ON_TERMINAL if self._rewrites else _EVERY_IN_PIPE)
        return self._tell

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the line away."""
        if self._shown:
            self._write("\r" + " " * self._shown + "\r")

    @property
    def _rewrites(self) -> bool:
        return self.stream.isatty()

    def answered(self, number: int, total: int, last: str) -> None:
        """So many questions of so many, and the last that was answered: for engines that ask more than obligations."""
        if monotonic() >= self._next:
            self._show(f"{self.name}  {count(number)} of {count(total)} answered  {last}")

    def say(self, text: str) -> None:
        """What is being done, in words."""
        if monotonic() >= self._next:
            self._show(text)

    def _tell(self, progress: Progress) -> None:
        if monotonic() >= self._next:
            self._show(progress_text(self.name, progress))

    def _show(self, text: str) -> None:
        now = monotonic()
        if self._rewrites:
            self._next = now + _EVERY_ON_TERMINAL
            self._write("\r" + text[:79].ljust(self._shown))
            self._shown = len(text[:79])
        else:
            self._next = now + _EVERY_IN_PIPE
            self._write(text + "\n")

    def _write(self, text: str) -> None:
        try:
            self.stream.write(text)
            self.stream.flush()
        except (BrokenPipeError, ValueError):
            self._next = float("inf")


def progress_text(name: str, progress: Progress) -> str:
    """`minimal  412 of 555 solved  3,519 untouched  2.1 s  slowest take_back/o_inv`."""
    parts = [
        name,
        f"{count(progress.solved)} of {count(progress.total)} solved",
        f"{count(progress.untouched)} untouched",
        seconds(progress.seconds),
    ]
    if progress.slowest:
        parts.append(f"slowest {progress.slowest}")
    return "  ".join(parts)
