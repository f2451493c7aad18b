"""Lines of a development, as wide as a page.

A text says by marks where it may be broken: first between parts, then between what a part lists, last at spaces.
"""

import re
import textwrap
from collections.abc import Iterator

WIDTH = 120
PART = "\x01"
"""Between the parts of a definition."""
ITEM = "\x02"
"""Between what a part lists."""
_BREAKS = {PART: 1, ITEM: 2, " ": 3}
_MARKS = re.compile(rf"[{PART}{ITEM}]|(?<!!)(?<!\(\*)(?<!\bs) (?!\*\))")
"""Where a text may be broken: not after `!`, nor between a state and a field of it, nor beside a comment's signs."""
_ENOUGH = {1: 0.35, 2: 0.45}
"""How full a line must be to be broken at a mark where more would have fitted."""


def lines(text: str, indent: int = 0) -> Iterator[str]:
    """The text in lines; `indent`: of the first."""
    rest, depth = text, indent
    while True:
        line = " " * depth + _plain(rest)
        if len(line) <= WIDTH:
            yield line
            return
        place, level = _where(rest, WIDTH - depth)
        yield " " * depth + _plain(rest[:place])
        rest = rest[place + 1 :]
        depth = indent + 2 * level


def _where(text: str, room: int) -> tuple[int, int]:
    """The best place to break a text that is too long for the room, and how deep it goes on."""
    found = [(m.start(), _BREAKS[m.group()]) for m in _MARKS.finditer(text)]
    fitting = [(place, level) for place, level in found if place <= room]
    if not fitting:
        return found[0]
    for wanted, enough in _ENOUGH.items():
        good = [(place, level) for place, level in fitting if level <= wanted and place >= enough * room]
        if good:
            return good[-1]
    return fitting[-1]


def _plain(text: str) -> str:
    return text.replace(PART, " ").replace(ITEM, " ")


def comment(text: str) -> str:
    """A text within a comment: nothing in it opens or closes one, or a string."""
    return re.sub(r"\*(?=\))", "* ", re.sub(r"\((?=\*)", "( ", text.replace('"', "'")))


def sentence(text: str) -> Iterator[str]:
    """A comment for readers."""
    yield from textwrap.wrap(
        f"(** {comment(text)} *)", WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
