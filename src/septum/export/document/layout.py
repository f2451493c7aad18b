"""A document as text: an entry of a list on a line of its own, so that two of them can be compared."""

from json import dumps
from typing import cast

from septum.export.document.records import Json

_WITH_LISTS_OF_THEIR_OWN = ("terms",)


def layout(document: Json) -> str:
    """JSON in ASCII, with a newline at the end."""
    return _members(document, "") + "\n"


def _members(document: Json, indent: str) -> str:
    parts = [
        f"{indent} {_compact(key)}: "
        + (_members(value, indent + " ") if key in _WITH_LISTS_OF_THEIR_OWN else _value(value, indent + " "))
        for key, value in document.items()
    ]
    return "{\n" + ",\n".join(parts) + f"\n{indent}}}"


def _value(value: object, indent: str) -> str:
    whole = value
    if not isinstance(value, list) or not value:
        return _compact(whole)
    entries = ",\n".join(f"{indent} {_compact(entry)}" for entry in cast(list[object], value))
    return f"[\n{entries}\n{indent}]"


def _compact(value: object) -> str:
    return dumps(value, ensure_ascii=True, separators=(",", ":"))
