"""Lines in columns: labels 14 wide, 2 spaces between columns, numbers right and words left."""

import textwrap
from collections.abc import Sequence

MARGIN = 14
"""The width of a label, the spaces after it included."""
WIDTH = 80
CUT = 10
"""How many rows of what went well are printed before a count stands for the rest."""


def entry(label: str, text: str) -> list[str]:
    """A label and its text, wrapped to the width, every further line under the text."""
    return wrapped(text, f"{label:<{MARGIN}}")


def wrapped(text: str, first: str, indent: int = MARGIN, width: int = WIDTH) -> list[str]:
    """`text` after `first`, in lines of at most `width` columns, the further ones indented. Words are never broken."""
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [first.rstrip()]


def listed(label: str, names: Sequence[str]) -> list[str]:
    """A label and names, as many in a line as fit; `none` where there is none."""
    return entry(label, " ".join(names) or "none")


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset(), indent: int = 0) -> list[str]:
    """Rows in columns as wide as their widest cell; those in `right` are set right, the last is not padded."""
    if not rows:
        return []
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        cells = [
            cell.rjust(w) if i in right else cell.ljust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append((" " * indent + "  ".join(cells)).rstrip())
    return lines


def cut(lines: Sequence[str], everything: bool, indent: int = 0) -> list[str]:
    """The first ten rows of what went well, and a count of the others; all of them where `everything` is wanted."""
    if everything or len(lines) <= CUT + 1:
        return list(lines)
    return [*lines[:CUT], f"{' ' * indent}… {len(lines) - CUT:,} more: --all"]
