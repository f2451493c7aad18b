"""Lines of a specification, with what is meant underlined."""

from collections.abc import Mapping

from septum.diagnostics import Span
from septum.report.layout import WIDTH

_MARGIN = 8


def marked(span: Span, note: str, sources: Mapping[str, str]) -> list[str]:
    """The line of `span` with its number, `^^^` under what is meant, and a note; nothing for an unknown text."""
    lines = sources.get(span.file, "").split("\n")
    if not 1 <= span.line <= len(lines) or not lines[span.line - 1].strip():
        return []
    text = lines[span.line - 1].expandtabs(1).rstrip()
    start = len(text) - len(text.lstrip())
    column = span.column - 1 - start
    end = span.end_column - 1 - start if span.end_line == span.line else len(text) - start
    room = WIDTH - _MARGIN
    shown = text.strip()
    if len(shown) > room:
        shown = shown[: room - 1] + "…"
    if column >= len(shown):
        return [f" {span.line:>4} │ {shown}"]
    under = " " * column + "^" * max(1, min(end, len(shown)) - column)
    if not note or len(under) + 1 + len(note) <= room:
        return [f" {span.line:>4} │ {shown}", f" {'':>4} │ {under}{f' {note}' if note else ''}"]
    return [f" {span.line:>4} │ {shown}", f" {'':>4} │ {under}", f" {'':>4} │ {' ' * column}{note}"]
