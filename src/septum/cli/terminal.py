"""Standard output and standard error."""

import os
import sys
from collections.abc import Iterable, Mapping
from io import StringIO, TextIOWrapper
from typing import TextIO

from attrs import define

from septum.report.symbols import encodable


@define(eq=False)
class Terminal:
    """Where answers and notes go. `json`: the answer is one JSON document. `out` is written once, at the end."""

    out: TextIO
    err: TextIO
    json: bool
    _written: bool = False

    def answer(self, lines: Iterable[str], document: Mapping[str, object]) -> None:
        """Print the answer. Raises BrokenPipeError where nobody reads it."""
        self._written = True
        if self.json:
            from json import dumps

            self.out.write(dumps(document, indent=1, ensure_ascii=True) + "\n")
        else:
            _print(self.out, lines)
        self.out.flush()

    @property
    def answered(self) -> bool:
        """Whether an answer was printed, wholly or in part."""
        return self._written

    def note(self, lines: Iterable[str]) -> None:
        """Print lines for people, on standard error. One that nobody reads is lost."""
        try:
            _print(self.err, lines)
            self.err.flush()
        except (BrokenPipeError, ValueError):
            return


def standard_terminal(json: bool) -> Terminal:
    """The process's own; nothing, where one of them is closed. What cannot be encoded is replaced."""
    streams: list[TextIO] = []
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace", newline="\n")
        streams.append(stream or StringIO())
    return Terminal(streams[0], streams[1], json)


def is_colourful(stream: TextIO) -> bool:
    """Whether a stream is a terminal on which colours are wanted (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def _print(stream: TextIO, lines: Iterable[str]) -> None:
    encoding = stream.encoding or "utf-8"
    plain = [encodable(line, encoding) for line in lines]
    if not is_colourful(stream):
        stream.write("".join(f"{line}\n" for line in plain))
        return
    from rich.console import Console
    from rich.text import Text

    from septum.report.styles import styled

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in plain:
        text = Text(line)
        for part in styled(line):
            text.stylize(part.style, part.start, part.end)
        console.print(text)
