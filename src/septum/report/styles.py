"""Colour for terminals: it repeats what a word says, so that nothing is lost without it."""

import re
from collections.abc import Iterator

from attrs import frozen

_GREEN = "proved holds caught isolated accepted"
_RED = "violated broken error EXPIRED OPEN"
_YELLOW = "unknown budget vacuous undecided"


@frozen
class Styled:
    """A stretch of a line, from `start` to `end`, and its style in rich's words."""

    start: int
    end: int
    style: str


def _words(text: str) -> str:
    return "|".join(text.split())


_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<![\w-])(?:{_words(_RED)})(?![\w-])"), "red"),
    (re.compile(rf"(?<![\w-])(?:{_words(_YELLOW)}|not run|not expressible)(?![\w-])"), "yellow"),
    (re.compile(rf"(?<![\w-])(?:{_words(_GREEN)})(?![\w-])"), "green"),
    (re.compile(r"(?<=  )shared(?=  |$)|^(?:  )?worse(?=[: ])"), "red"),
    (re.compile(r"^  better(?= )"), "green"),
    (re.compile(r"(?<=│ )\s*\^+"), "red"),
    (re.compile(r"(?<=│ )\s*-+(?= |$)"), "dim"),
    (re.compile(r"(?<=\d )\*(?= )"), "yellow"),
    (re.compile(r"^ *\d* │"), "dim"),
    (re.compile(r"(?<![\w/.])[\w/.-]+\.(?:py|yaml|toml):\d+(?::\d+)?"), "dim"),
)
_SENTENCE = re.compile(r"^ *(?:says|should|but may|help:)(?: |$)")


def styled(line: str) -> Iterator[Styled]:
    """The styles of a line of a report. Sentences of a specification keep their words uncoloured."""
    if _SENTENCE.match(line):
        return
    for pattern, style in _RULES:
        for found in pattern.finditer(line):
            yield Styled(found.start(), found.end(), style)
