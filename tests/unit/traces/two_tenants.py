"""A recording of two monitors that have one function in turn, as strace and ftrace write it, and edits of it.

Thread 10 is the first monitor, 11 its vCPU and 12 the thread that ends last; 20, 21 and 22 are those of the second.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

_FOLDER = Path(__file__).parent
_SECOND = 1_795_249_100
STRACE = (_FOLDER / "two_tenants.strace").read_text(encoding="utf-8")
FTRACE = (_FOLDER / "two_tenants.ftrace").read_text(encoding="utf-8")
RAM = {1: "0x0000000110000000", 2: "0x0000000110400000"}
"""Where the RAM of the two is: half of the frames are the same."""
ZEROS = "0x000000002d310000"
SPARE = "0x0000000100a3a000"

EVENTS_OF_ONE = 13


def strace() -> str:
    """The calls of both monitors."""
    return _of(1, STRACE) + _of(2, STRACE)


def ftrace(edit: Callable[[list[str]], None] | None = None) -> str:
    """The kernel's events for both, after an edit of the lines."""
    lines = (_of(1, FTRACE) + _of(2, FTRACE)).splitlines()
    if edit is not None:
        edit(lines)
    return "# tracer: nop\n#\n" + "\n".join(lines) + "\n"


def line(guest: int, number: int) -> int:
    """Which line of the file an event is: the `number`-th (from 0) of a guest."""
    return 3 + (guest - 1) * EVENTS_OF_ONE + number


def dropped(*numbers: int) -> Callable[[list[str]], None]:
    """An edit: some lines are lost."""

    def edit(lines: list[str]) -> None:
        for number in sorted(numbers, reverse=True):
            del lines[number]

    return edit


def swapped(first: int, second: int) -> Callable[[list[str]], None]:
    """An edit: two lines change places."""

    def edit(lines: list[str]) -> None:
        lines[first], lines[second] = lines[second], lines[first]

    return edit


def replaced(number: int, old: str, new: str) -> Callable[[list[str]], None]:
    """An edit: a line says something else."""

    def edit(lines: list[str]) -> None:
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new)

    return edit


def moved(numbers: Iterable[int], before: int) -> Callable[[list[str]], None]:
    """An edit: lines stand before another."""

    def edit(lines: list[str]) -> None:
        taken = [lines[number] for number in numbers]
        for number in sorted(numbers, reverse=True):
            del lines[number]
        lines[before:before] = taken

    return edit


def _of(guest: int, template: str) -> str:
    words = {"SECOND": str(_SECOND + 10 * guest), "=RAM": f"={RAM[guest]}", "ZEROS": ZEROS, "SPARE": SPARE}
    text = template
    for word, value in words.items():
        text = text.replace(word, value)
    if guest == 1:
        return text
    for thread in ("10", "11", "12"):
        other = str(int(thread) + 10)
        text = text.replace(f"\n{thread}  ", f"\n{other}  ").replace(f"-{thread}  ", f"-{other}  ")
    return f"20{text[2:]}" if text.startswith("10 ") else text
