"""Where a value stands in a JSON text."""

import json
import re
from collections.abc import Sequence

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()

Key = str | int


def place_of(text: str, keys: Sequence[Key]) -> tuple[int, int]:
    """Line and column, from 1, of the value that `keys` lead to in a JSON text; of the last that is there.

    Values beside the way are passed over by the decoder itself.
    """
    at = _skip(text, 0)
    for key in keys:
        inner = _member(text, at, key) if isinstance(key, str) else _item(text, at, key)
        if inner is None:
            break
        at = inner
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found is not None else at


def _member(text: str, at: int, key: str) -> int | None:
    """Where the last value of that key begins: it is the one that counts."""
    if text[at : at + 1] != "{":
        return None
    found: int | None = None
    at = _skip(text, at + 1)
    while text[at : at + 1] == '"':
        name, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        found = at if name == key else found
        _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
    return found


def _item(text: str, at: int, number: int) -> int | None:
    if text[at : at + 1] != "[":
        return None
    at = _skip(text, at + 1)
    while text[at : at + 1] not in ("]", ""):
        if number == 0:
            return at
        number -= 1
        _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
    return None
