"""Single values: names, numbers, amounts of memory, addresses, dates.

Each function takes a node and what it stands for in messages, and gives the value with its place, or None after
reporting why not.
"""

import re
from collections.abc import Iterable
from datetime import date

from septum.diagnostics import did_you_mean
from septum.workload.deployment import Located
from septum.workload.pci import PciAddress, completed, parse_address
from septum.workload.quantities import MOST, parse_quantity
from septum.workload.reading.problems import Problems, listed, shown
from septum.workload.reading.traps import misread_as
from septum.workload.reading.tree import Broken, Mapping, Node, Scalar, Sequence

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,62}")
_NUMBER = re.compile(r"([-+]?)(0x[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|(?:0|[1-9][0-9]*)(?:_[0-9]+)*)")
_MOST_DIGITS = 24


def read_scalar(node: Node, what: str, expected: str, problems: Problems) -> Scalar | None:
    """A single value that is there. `expected` says what: `a name`, `a whole number`."""
    if isinstance(node, Broken):
        return None
    if isinstance(node, Mapping | Sequence):
        found = "a mapping" if isinstance(node, Mapping) else "a list"
        problems.report("SEP-DEP-006", f"{what} must be {expected}, not {found}", node.span)
        return None
    if not node.quoted and not node.text:
        problems.report("SEP-DEP-004", f"{what} has no value: it must be {expected}", node.span)
        return None
    return node


def read_text_value(node: Node, what: str, expected: str, problems: Problems) -> Located[str] | None:
    """Text that every YAML reader takes for text."""
    scalar = read_scalar(node, what, expected, problems)
    if scalar is None:
        return None
    meaning = misread_as(scalar.text) if not scalar.quoted else None
    if meaning is not None:
        message = f'{shown(scalar.text)} without quotes can be read as {meaning}: write "{scalar.text[:20]}"'
        problems.report("SEP-DEP-008", message, scalar.span)
        return None
    return Located(scalar.text, scalar.span)


def read_name(node: Node, what: str, problems: Problems) -> Located[str] | None:
    """A name: a letter, then up to 62 letters, digits, `_`, `.` or `-`."""
    text = read_text_value(node, what, "a name", problems)
    if text is None:
        return None
    if not _NAME.fullmatch(text.value):
        message = f"{shown(text.value)} is no name: a letter, then at most 62 letters, digits, `_`, `.` or `-`"
        problems.report("SEP-DEP-024", message, text.span)
        return None
    return text


def read_choice(node: Node, what: str, choices: Iterable[str], problems: Problems) -> Located[str] | None:
    """One of some words."""
    known = tuple(choices)
    text = read_text_value(node, what, listed(known), problems)
    if text is None:
        return None
    if text.value not in known:
        hint = did_you_mean(text.value, known) or f": it is {listed(known)}"
        problems.report("SEP-DEP-036", f"{what} cannot be {shown(text.value)}{hint}", text.span)
        return None
    return text


def read_number(node: Node, what: str, least: int, most: int, problems: Problems) -> Located[int] | None:
    """A whole number from `least` to `most`, decimal or hexadecimal, `_` between digits."""
    scalar = read_scalar(node, what, "a whole number", problems)
    if scalar is None:
        return None
    found = _NUMBER.fullmatch(scalar.text) if not scalar.quoted else None
    if found is None:
        if not scalar.quoted and re.fullmatch(r"[-+]?0[0-9_]+", scalar.text):
            message = f"{shown(scalar.text)} can be read as a number to base 8: leave out the first 0"
            problems.report("SEP-DEP-008", message, scalar.span)
        else:
            problems.report("SEP-DEP-006", f"{what} must be a whole number, not {shown(scalar.text)}", scalar.span)
        return None
    too_long = len(found[2]) > _MOST_DIGITS
    value = most + 1 if too_long else int(found[2].replace("_", ""), 0)
    value = -value if found[1] == "-" else value
    if not least <= value <= most:
        limits = f"{_plain(least)} to {_plain(most)}" if most < MOST else f"{_plain(least)} to 2^52"
        problems.report("SEP-DEP-009", f"{what} is {shown(scalar.text)}: it must be {limits}", scalar.span)
        return None
    return Located(value, scalar.span)


def _plain(number: int) -> str:
    return f"{number:,}"


def read_quantity(node: Node, what: str, problems: Problems) -> Located[int] | None:
    """An amount of memory with its unit, in bytes."""
    scalar = read_scalar(node, what, "an amount such as 4GiB", problems)
    if scalar is None:
        return None
    try:
        return Located(parse_quantity(scalar.text), scalar.span)
    except ValueError as error:
        problems.report("SEP-DEP-007", f"{shown(scalar.text)}{error}", scalar.span)
    except OverflowError as error:
        problems.report("SEP-DEP-009", f"{what} {error}, and is {shown(scalar.text)}", scalar.span)
    return None


def read_address(node: Node, what: str, problems: Problems) -> Located[PciAddress] | None:
    """A PCI function, written as Linux does."""
    scalar = read_scalar(node, what, 'a PCI function such as "0000:41:00.4"', problems)
    if scalar is None:
        return None
    address = parse_address(scalar.text)
    meaning = misread_as(scalar.text) if not scalar.quoted else None
    if address is not None and meaning is not None:
        message = f'{shown(scalar.text)} without quotes can be read as {meaning}: write "{scalar.text}"'
        problems.report("SEP-DEP-008", message, scalar.span)
        return None
    if address is None:
        whole = completed(scalar.text)
        hint = f'write "{whole}"' if whole is not None else 'it looks like "0000:41:00.4", digits to base 16'
        problems.report("SEP-DEP-017", f"{shown(scalar.text)} is no PCI function: {hint}", scalar.span)
        return None
    return Located(address, scalar.span)


def read_date(node: Node, what: str, problems: Problems) -> Located[date] | None:
    """A day, as `2027-06-30`."""
    scalar = read_scalar(node, what, "a day such as 2027-06-30", problems)
    if scalar is None:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", scalar.text):
            raise ValueError
        return Located(date.fromisoformat(scalar.text), scalar.span)
    except ValueError:
        message = f"{shown(scalar.text)} is no day: write year-month-day, such as 2027-06-30"
        problems.report("SEP-DEP-026", message, scalar.span)
        return None
