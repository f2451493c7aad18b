"""The kinds of values that a line may have, each with what it is called and how it is read."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from septum.traces.events import Place

LARGEST = 2**64 - 1
_LONGEST = len("0x") + 16


class Unfit(Exception):
    """A value is not of its kind."""


def name(value: object) -> str:
    """A text that is not empty."""
    if isinstance(value, str) and value:
        return value
    raise Unfit


def text(value: object) -> str:
    """Any text."""
    if isinstance(value, str):
        return value
    raise Unfit


def number(value: object) -> int:
    """A whole number up to 2⁶⁴ - 1, also as hexadecimal text."""
    if type(value) is int and 0 <= value <= LARGEST:
        return value
    if isinstance(value, str) and len(value) <= _LONGEST and value[:2] in ("0x", "0X") and value.isalnum():
        # `int` takes blanks, signs and underscores too, which `isalnum` does not, and the digits of other scripts.
        try:
            return int(value.encode("ascii"), 16)
        except ValueError:
            pass
    raise Unfit


def size(value: object) -> int:
    """A number that is not 0."""
    found = number(value)
    if not found:
        raise Unfit
    return found


def access(value: object) -> str:
    """What a device may do."""
    if value in ("r", "w", "rw"):
        return cast(str, value)
    raise Unfit


def place(value: object) -> Place:
    """`file:line`."""
    if isinstance(value, str):
        file, _, line = value.rpartition(":")
        if file and line.isascii() and line.isdigit() and int(line) >= 1:
            return Place(file, int(line))
    raise Unfit


def plain(value: object) -> Any:
    """A name, a truth value, or a list of such; no numbers, no null, no objects."""
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, list):
        return [plain(part) for part in cast(list[object], value)]
    raise Unfit


def plain_list(value: object) -> tuple[Any, ...]:
    """A list of plain values."""
    if isinstance(value, list):
        return tuple(plain(part) for part in cast(list[object], value))
    raise Unfit


def plain_object(value: object) -> dict[str, Any]:
    """An object whose values are plain."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in cast(dict[str, object], value).items()}
    raise Unfit


def names_by_sort(value: object) -> dict[str, tuple[str, ...]]:
    """For each sort, its elements: one at least, none twice."""
    if not isinstance(value, dict):
        raise Unfit
    found: dict[str, tuple[str, ...]] = {}
    for sort, names in cast(dict[str, object], value).items():
        if not isinstance(names, list) or not names:
            raise Unfit
        found[sort] = tuple(name(one) for one in cast(list[object], names))
        if len(set(found[sort])) != len(found[sort]):
            raise Unfit
    return found


def entries_by_symbol(value: object) -> dict[str, Any]:
    """For each symbol, pairs of arguments and value."""
    found = plain_object(value)
    for pairs in found.values():
        if not isinstance(pairs, list):
            raise Unfit
        for pair in cast(list[Any], pairs):
            if not isinstance(pair, list) or len(cast(list[Any], pair)) != 2 or not isinstance(pair[0], list):
                raise Unfit
    return found


KINDS: Mapping[str, tuple[Callable[[object], Any], str]] = {
    "name": (name, "a text that is not empty"),
    "text": (text, "a text"),
    "address": (number, "an address: a number up to 2⁶⁴ - 1, or text such as 0x10a900000"),
    "count": (number, "a number from 0 to 2⁶⁴ - 1"),
    "size": (size, "a number of bytes, 1 at least"),
    "access": (access, "r, w or rw"),
    "place": (place, "a file and a line, such as monitor.strace:694"),
    "value": (plain, "a name, true, false, or a list of these"),
    "values": (plain_list, "a list of names, true, false, or lists of these"),
    "arguments": (plain_object, "an object with a value for each parameter"),
    "elements": (names_by_sort, "an object with a list of different names for each sort"),
    "entries": (entries_by_symbol, "an object with pairs of arguments and value for each symbol"),
}
"""For each kind how it is read, and how a message calls it."""
