"""Which code made a thing that is kept: what other code made is made again."""

import hashlib
from collections.abc import Iterator
from functools import cache as remembered
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = (".py", ".toml", ".c")


@remembered
def code_digest(*places: str) -> str:
    """The SHA-256 of the code and data in these files and folders of septum, as `engines/corpus`, by name and text.

    Raises FileNotFoundError for a place that there is not.
    """
    state = hashlib.sha256()
    for place in places:
        for file in _files(_PACKAGE / place):
            text = file.read_bytes()
            state.update(f"{file.relative_to(_PACKAGE)} {len(text)}\n".encode())
            state.update(text)
    return state.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from sorted(file for file in place.rglob("*") if file.suffix in _CODE)
    else:
        yield place
