"""Diagnostics as text."""

from collections.abc import Iterable

from septum.diagnostics.diagnostic import Diagnostic, InputError, Mark

MOST = 50
"""How many diagnostics are printed in full before a count stands for the rest."""


def render(error: InputError) -> list[str]:
    """The lines to print on stderr: every diagnostic with its source lines, help, and a count."""
    lines: list[str] = []
    for diagnostic in error.diagnostics[:MOST]:
        lines.append(diagnostic.header())
        header = diagnostic.span.file if diagnostic.span is not None else None
        lines.extend(_marks(diagnostic.marks, header, error.sources))
        if diagnostic.help is not None:
            lines.append(f"help: {diagnostic.help}")
    if len(error.diagnostics) > MOST:
        lines.append(f"… {len(error.diagnostics) - MOST} more")
    count = len(error.diagnostics)
    lines.append(f"{count} error{'s' if count != 1 else ''}; nothing was run")
    return lines


def to_json(error: InputError) -> list[dict[str, object]]:
    """The diagnostics as plain data, for `--format json`."""
    return [_record(diagnostic) for diagnostic in error.diagnostics]


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "marks": [
            {"file": m.span.file, "line": m.span.line, "column": m.span.column, "text": m.text, "primary": m.primary}
            for m in diagnostic.marks
        ],
        "help": diagnostic.help,
    }


def _marks(marks: Iterable[Mark], header: str | None, sources: dict[str, str]) -> list[str]:
    lines: list[str] = []
    ordered = sorted(marks, key=lambda mark: mark.span)
    if not ordered:
        return lines
    width = max(len(str(mark.span.line)) for mark in ordered)
    shown: tuple[str, int] | None = None
    for mark in ordered:
        text = sources.get(mark.span.file, "").split("\n")
        if not 1 <= mark.span.line <= len(text):
            continue
        source = text[mark.span.line - 1].expandtabs(1).rstrip()
        if mark.span.file != (shown[0] if shown is not None else header):
            lines.append(f" {'':>{width}} │ {mark.span.file}")
        if shown != (mark.span.file, mark.span.line):
            lines.append(f" {mark.span.line:>{width}} │ {_cut(source)}")
            shown = (mark.span.file, mark.span.line)
        goes_on = mark.span.end_line > mark.span.line
        end = len(source) + 1 if goes_on else mark.span.end_column if mark.span.end_line else 0
        length = max(1, (end or mark.span.column + 1) - mark.span.column)
        length = min(length, max(1, len(source) - mark.span.column + 1))
        sign = ("^" if mark.primary else "-") * length
        note = f" {mark.text}" if mark.text else ""
        if mark.span.column < _LONGEST:
            lines.append(f" {'':>{width}} │ {' ' * (mark.span.column - 1)}{sign}{note}")
    return lines


_LONGEST = 200


def _cut(source: str) -> str:
    return source if len(source) <= _LONGEST else source[:_LONGEST] + "…"
