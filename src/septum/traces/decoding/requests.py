"""The requests that there are, read from `requests.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

_SHAPE = 0xC000_FFFF  # direction, type and number: what is left of a request without the size of its argument
_FAMILIES = (0xAE, ord(";"))
_PREFIXES = ("KVM_", "VFIO_", "IOMMU_")
_IOC = re.compile(r"_IOC\(([^,]+), *(0x[0-9a-f]+|\d+|';'), *(0x[0-9a-f]+|\d+), *(0x[0-9a-f]+|\d+)\)")
_DIRECTIONS = {"_IOC_NONE": 0, "_IOC_WRITE": 1, "_IOC_READ": 2, "0": 0}


@frozen
class Request:
    """A request. `kinds`: what it can be sent to, as the headings of `requests.toml` call it."""

    name: str
    number: int
    kinds: tuple[str, ...]


@cache
def requests() -> Mapping[str, Request]:
    """Every request, by name."""
    tables = tomllib.loads(files("septum.traces.decoding").joinpath("requests.toml").read_text(encoding="utf-8"))
    kinds: dict[str, list[str]] = {}
    numbers: dict[str, int] = {}
    for kind, table in tables.items():
        for name, number in table.items():
            kinds.setdefault(name, []).append(kind)
            numbers[name] = number
    return {name: Request(name, numbers[name], tuple(kinds[name])) for name in sorted(numbers)}


@cache
def _by_shape() -> Mapping[int, tuple[Request, ...]]:
    found: dict[int, list[Request]] = {}
    for request in requests().values():
        found.setdefault(request.number & _SHAPE, []).append(request)
    return {shape: tuple(same) for shape, same in found.items()}


def find_request(text: str, kind: str | None) -> Request | None:
    """The request that a text means when it is sent to something of a kind.

    `text`: a name, several joined by ` or ` as strace writes them, or a number, as `0xae01`, `_IOC(_IOC_NONE, 0xae,
    0x1, 0)`. `kind`: what it was sent to, None where that is not known; then the one that alone is possible. None
    where the text means no known request.
    """
    meant = candidates(text)
    if kind is not None:
        fitting = [request for request in meant if kind in request.kinds]
        if fitting:
            return fitting[0]
    if len(meant) == 1 or (meant and _names(text) == (meant[0].name,)):
        return meant[0]
    return None


@cache
def candidates(text: str) -> tuple[Request, ...]:
    """Every request that a text can mean: those that it names, or that have its number."""
    known = requests()
    named = [known[name] for name in _names(text) if name in known]
    if named:
        # An older strace knows an older meaning of a number only.
        same = _by_shape()[named[0].number & _SHAPE]
        return tuple(dict.fromkeys([*named, *(r for r in same if r.number == named[0].number)]))
    number = written_number(text)
    if number is None:
        return ()
    same = _by_shape().get(number & _SHAPE, ())
    exact = [request for request in same if request.number == number]
    return tuple(exact) or same


def is_virtualization(text: str) -> bool:
    """Is this a request to KVM, VFIO or iommufd, known or not?"""
    if any(name.startswith(_PREFIXES) for name in _names(text)):
        return True
    number = written_number(text)
    return number is not None and number >> 8 & 0xFF in _FAMILIES


def written_number(text: str) -> int | None:
    """The number of a request that is written as one or named; None for a name that is not known."""
    found = _IOC.match(text)
    if found is not None:
        direction = 0
        for part in found[1].split("|"):
            direction |= _DIRECTIONS.get(part.strip(), _integer(part.strip()) or 0)
        family = ord(";") if found[2] == "';'" else int(found[2], 0)
        return direction << 30 | int(found[4], 0) << 16 | family << 8 | int(found[3], 0)
    number = _integer(text.split(" /*")[0])
    if number is not None:
        return number & 0xFFFF_FFFF
    known = requests()
    named = [known[name] for name in _names(text) if name in known]
    return named[0].number if named else None


def _names(text: str) -> tuple[str, ...]:
    plain = text.partition(" /* ")[2].removesuffix(" */") if " /* " in text else text
    return tuple(name.strip() for name in plain.split(" or "))


def _integer(text: str) -> int | None:
    try:
        return int(text, 0)
    except ValueError:
        return None
