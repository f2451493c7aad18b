"""Collecting everything that is wrong with a file before anything is said."""

from collections.abc import Iterable

from septum.diagnostics import Diagnostic, InputError, Mark, Span

LONGEST = 40


class Problems:
    """The diagnostics of one file, gathered while it is read. It lives as long as the reading of that file."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.text = text
        self.found: list[Diagnostic] = []

    def report(
        self, code: str, message: str, span: Span, marks: Iterable[Mark] = (), help_text: str | None = None
    ) -> None:
        """Note one diagnostic."""
        self.found.append(Diagnostic(code, message, span, tuple(marks), help_text))

    def error(self) -> InputError:
        """All of them, as the exception to raise."""
        return InputError(self.found, {self.file: self.text})

    def stop_if_any(self) -> None:
        """Raise InputError where something has been reported."""
        if self.found:
            raise self.error()


def shown(text: str) -> str:
    """The user's own text for a message: in backquotes, on one line, and cut where it is long."""
    plain = "".join(c if c.isprintable() and c != "`" else "�" for c in text)
    return f"`{plain if len(plain) <= LONGEST else plain[:LONGEST] + '…'}`"


def listed(names: Iterable[object], last: str = "or") -> str:
    """`0, 2, 4 or 6`."""
    words = [str(name) for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else "none"
