"""What the text of a kernel event says, by name."""

import re
from collections.abc import Iterator, Mapping

_IOVA = re.compile(r"iova=(0x[0-9a-f]+) - (0x[0-9a-f]+)")
_EQUAL = re.compile(r"(\w+)=(.*?)(?=,?\s+\w+=|\s+==>|$)")
_WORD = re.compile(r"\b([a-z_]\w*) (0x[0-9a-f]+|-?\d+)\b")


class Fields(Mapping[str, str]):
    """The fields of one event, read from its text when one is asked for.

    A mapping of I/O addresses says `iova`, `end` (exclusive), `paddr`, `size`, `unmapped_size`; others say what they
    write as `name=value` or `name number`. `text` is all of it.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __getitem__(self, name: str) -> str:
        return self._text if name == "text" else fields_of(self._text)[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**fields_of(self._text), "text": self._text})

    def __len__(self) -> int:
        return len({*fields_of(self._text), "text"})

    def __repr__(self) -> str:
        return f"Fields({self._text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)  # pyright: ignore[reportUnknownArgumentType]

    def __hash__(self) -> int:
        return hash(self._text)


def fields_of(text: str) -> dict[str, str]:
    """The fields that a text has, without the text itself."""
    found = dict((_EQUAL if "=" in text else _WORD).findall(text))
    addresses = _IOVA.search(text)
    if addresses is not None:
        found["iova"], found["end"] = addresses.groups()
    return found
