"""Lines of a development, as wide as a page."""

import textwrap
from collections.abc import Iterator, Sequence

WIDTH = 120


def filled(head: str, parts: Sequence[str], between: str, end: str, deep: int = 2) -> Iterator[str]:
    """`head`, then the parts with a sign between them, as many on a line as there is room for, then `end`."""
    line = head
    for number, part in enumerate(parts):
        text = part + (end if number == len(parts) - 1 else between)
        if len(line) + 1 + len(text) <= WIDTH:
            line += f" {text}" if line.strip() else text
            continue
        if line.strip():
            yield line
        *above, line = textwrap.wrap(
            text, WIDTH, initial_indent=" " * deep, subsequent_indent=" " * (deep + 2), break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
        yield from above
    yield line if parts else line + end


def sentence(text: str) -> Iterator[str]:
    """A comment for readers."""
    yield from textwrap.wrap(f"(** {text} *)", WIDTH, subsequent_indent="    ", break_long_words=False)
