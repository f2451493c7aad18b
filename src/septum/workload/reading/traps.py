"""Plain YAML text that some reader takes for something else than text.

YAML 1.1 and 1.2 disagree about such text, and tools about YAML; a deployment must mean the same to all of them.
"""

import re

_MEANINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("true", re.compile(r"y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON")),
    ("false", re.compile(r"n|N|no|No|NO|false|False|FALSE|off|Off|OFF")),
    ("nothing", re.compile(r"~|null|Null|NULL|")),
    ("a number to base 60", re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")),
    ("a date", re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")),
    ("a number to base 8", re.compile(r"[-+]?0[0-7_]+|0o[0-7]+")),
    ("a number", re.compile(r"[-+]?(?:0x[0-9a-fA-F_]+|0b[01_]+|[0-9][0-9_]*)")),
    (
        "a number",
        re.compile(
            r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*|[0-9]+)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
    ),
)
"""The implicit types of YAML 1.1 (yaml.org/type) and of the core schema of YAML 1.2.2."""


def misread_as(text: str) -> str | None:
    """What a YAML reader may take the plain `text` for: `false`, `a number to base 60`, …; None where it is text."""
    for meaning, pattern in _MEANINGS:
        if pattern.fullmatch(text):
            return meaning
    return None
