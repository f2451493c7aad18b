"""What is wrong with a recording, each with the line and where in it."""

from collections.abc import Iterable

from septum.diagnostics import Diagnostic, InputError, Mark, Span, did_you_mean


class Problems:
    """The diagnostics of one file, gathered while it is read. It lives as long as the reading of that file."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.found: list[Diagnostic] = []
        self._text = text
        self._lines: list[str] | None = None

    def report(self, code: str, message: str, line: int, part: str = "", help_text: str | None = None) -> None:
        """Note a diagnostic about `part` of a line (from 1), the whole line where it does not stand there."""
        if self._lines is None:
            self._lines = self._text.split("\n")
        source = self._lines[line - 1] if line <= len(self._lines) else ""
        column = source.find(part) + 1 if part else 0
        width = len(part) if column else len(source)
        span = Span(self.file, line, column or 1, line, (column or 1) + max(1, width))
        self.found.append(Diagnostic(code, message, span, (Mark(span),), help_text))

    def unknown(self, what: str, key: str, known: Iterable[str], line: int) -> None:
        """Note a key that nobody knows."""
        names = sorted(known)
        message = f"{what} has no `{key}`{did_you_mean(key, names)}"
        self.report("SEP-TRC-054", message, line, f'"{key}"', f"it takes {', '.join(names)}")

    def stop_if_any(self) -> None:
        """Raise InputError where something has been noted."""
        if self.found:
            raise InputError(self.found, {self.file: self._text})
