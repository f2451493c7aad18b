"""Amounts of memory, as text and as bytes."""

import re
from fractions import Fraction

UNITS = {
    "KiB": 1 << 10,
    "MiB": 1 << 20,
    "GiB": 1 << 30,
    "TiB": 1 << 40,
    "PiB": 1 << 50,
    "kB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "TB": 10**12,
    "PB": 10**15,
}
"""Bytes in each unit: IEC 80000-13 binary prefixes, SI decimal prefixes."""

MOST = 1 << 52
"""The largest amount, in bytes: the physical address space of x86-64 and of arm64 with LPA2."""

_QUANTITY = re.compile(r"([+-]?)([0-9]{1,20}(?:_[0-9]{1,20}){0,6})(\.[0-9]{1,20})?(\s*)([A-Za-z]*)")


def parse_quantity(text: str) -> int:
    """The bytes that `4GiB` stands for.

    Raises ValueError for anything but a whole number of a unit, and OverflowError for one out of range; the end of a
    sentence that begins with the text says what to write instead.
    """
    found = _QUANTITY.fullmatch(text)
    if found is None:
        raise ValueError(": write a number and a unit, such as 4GiB")
    sign, whole, part, space, unit = found.groups()
    if unit not in UNITS:
        raise ValueError(_without_unit(f"{sign}{whole}{part or ''}", unit))
    if sign == "-" or not int(whole + (part or "")[1:]):
        raise OverflowError("must be more than 0")
    exact = Fraction(f"{whole}{part or ''}") * UNITS[unit]
    if exact > MOST:
        raise OverflowError("must be at most 4 PiB, which is all that a machine can address")
    if part or space or sign:
        raise ValueError(f": write {_written(exact)}" if exact.denominator == 1 else " is no whole number of bytes")
    return int(exact)


def _without_unit(number: str, unit: str) -> str:
    """What to write where the unit is missing, cut short or in the wrong case."""
    if not unit and re.fullmatch(r"[0-9]{7,20}", number) and UNITS["MiB"] <= int(number) <= MOST:
        return f" has no unit: write {_written(Fraction(number))}"
    letter = unit[:1].upper()
    if unit and letter not in "KMGTP":
        return f" has no unit that is known: write {number}GiB or {number}GB"
    binary = f"{letter or 'G'}iB"
    decimal = f"{'k' if letter == 'K' else letter or 'G'}B"
    if unit.casefold() == binary.casefold():
        return f" has its unit in the wrong case: write {number}{binary}"
    if unit.casefold() == decimal.casefold():
        return f" has its unit in the wrong case: write {number}{decimal}"
    return f" has no unit: write {number}{binary} or {number}{decimal}"


def _written(amount: Fraction) -> str:
    """An amount in the largest unit of which it is a whole number."""
    whole = int(amount)
    for unit, size in sorted(UNITS.items(), key=lambda item: -item[1]):
        if whole % size == 0:
            return f"{whole // size}{unit}"
    return f"{Fraction(whole, UNITS['KiB'])}KiB"


def show_bytes(amount: int) -> str:
    """An amount for people, in the largest binary unit of which it is a whole number: `28 GiB`."""
    for unit in ("PiB", "TiB", "GiB", "MiB", "KiB"):
        if amount and amount % UNITS[unit] == 0:
            return f"{amount // UNITS[unit]:,} {unit}"
    return f"{amount:,} bytes"
