"""What stands behind each diagnostic code: one TOML file a family, beside this file.

A family is the middle part of its codes (`SEP-DEP-012` is in `dep.toml`). Codes are never used again for something
else; a code that is no longer reported stays, with `retired = true`.
"""

import re
import tomllib
from importlib import resources
from typing import Any

from attrs import frozen

_CODE = re.compile(r"SEP-([A-Z]+)-(\d{3})")
_TEXTS = ("title", "reason", "example", "repair")


@frozen
class Explanation:
    """The entry of one code. `example` is an input that is reported, or a command; `repair` says what to do."""

    code: str
    title: str
    reason: str
    example: str
    repair: str
    retired: bool = False


def explanation(code: str) -> Explanation | None:
    """The entry for a code such as `SEP-DEP-012`, in any case of letters; None where there is none.

    Raises ValueError where the catalogue itself is malformed.
    """
    parts = _CODE.fullmatch(code.strip().upper())
    if parts is None:
        return None
    return _family(parts[1].lower()).get(parts[0])


def families() -> tuple[str, ...]:
    """The families that there are, in order: `("cli", "dep", …)`."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def all_codes() -> tuple[str, ...]:
    """Every code, in order. Raises ValueError where the catalogue itself is malformed."""
    return tuple(sorted(code for family in families() for code in _family(family)))


def _family(name: str) -> dict[str, Explanation]:
    file = resources.files(__name__) / f"{name}.toml"
    if not file.is_file():
        return {}
    entries: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {code: _entry(f"{name}.toml", code, entry) for code, entry in sorted(entries.items())}


def _entry(file: str, code: str, entry: Any) -> Explanation:
    parts = _CODE.fullmatch(code)
    if parts is None or f"{parts[1].lower()}.toml" != file:
        raise ValueError(f"{file}: `{code}` is no code of this family")
    if not isinstance(entry, dict):
        raise ValueError(f"{file}: {code} is not a table")
    table: dict[str, Any] = dict(entry)  # pyright: ignore[reportUnknownArgumentType]
    texts: dict[str, str] = {}
    for key in _TEXTS:
        text = table.pop(key, None)
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{file}: {code} has no text `{key}`")
        texts[key] = text.strip()
    retired = table.pop("retired", False)
    if not isinstance(retired, bool) or table:
        raise ValueError(f"{file}: {code} has unknown keys {sorted(table)}")
    return Explanation(code=code, retired=retired, **texts)
