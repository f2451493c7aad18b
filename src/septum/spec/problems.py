"""Collecting the mistakes of a specification, so that all are reported at once."""

import ast
from collections.abc import Iterable

from septum.diagnostics import Diagnostic, InputError, Mark, Span, did_you_mean

MOST = 1_000
"""How many mistakes are collected."""


def indefinite(noun: str) -> str:
    """A noun with its article: `a Page`, `an Instance`."""
    if noun == "news":
        return noun
    return f"{'an' if noun[:1] in 'AEIOaeio' else 'a'} {noun}"


class Problems:
    """The mistakes found so far, and the texts of the files in which they are."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.sources: dict[str, str] = {}
        self.reading: Span | None = None
        """What is being read, for a mistake that has no better place."""

    def add(
        self, code: str, span: Span, message: str, marks: Iterable[Mark] | None = None, cure: str | None = None
    ) -> None:
        """Note a mistake; `code` is the number of a SEP-SPEC diagnostic. Without `marks` the place itself is shown.

        Raises InputError where there are so many that nobody would read more.
        """
        shown = tuple(marks) if marks is not None else (Mark(span),) if span.line else ()
        self.found.append(Diagnostic(f"SEP-SPEC-{code}", message, span, shown, cure))
        if len(self.found) >= MOST:
            self.raise_if_any()

    def unknown(self, span: Span, name: str, known: Iterable[str], what: str = "") -> None:
        """Note a name that nothing has, with the nearest that something has."""
        noun = f"{what} " if what else ""
        self.add("002", span, f"no {noun}`{name}`{did_you_mean(name, known)}", ())

    def raise_if_any(self) -> None:
        """Raise InputError if there was a mistake."""
        if self.found:
            raise InputError(self.found, self.sources)


class SpanMaker:
    """Turns nodes of one file's syntax tree into spans; columns count characters, not bytes."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        # Characters of a text of ASCII are its bytes: most texts are, and most places are never shown.
        self._lines = () if text.isascii() else tuple(text.split("\n"))

    def of(self, node: ast.AST) -> Span:
        """Where a node stands."""
        line = getattr(node, "lineno", 0)
        end = getattr(node, "end_lineno", None) or line
        return Span(
            self._file,
            line,
            self._column(line, getattr(node, "col_offset", 0)),
            end,
            self._column(end, getattr(node, "end_col_offset", None) or 0),
        )

    def _column(self, line: int, offset: int) -> int:
        if not 1 <= line <= len(self._lines):
            return offset + 1
        text = self._lines[line - 1]
        return len(text.encode()[:offset].decode(errors="replace")) + 1
