"""One line of strace: its head (thread, time) and what stands after it."""

import re

from attrs import frozen

_HEAD = re.compile(
    r"\s*(?:\[pid\s+(?P<bracketed>\d+)(?:<[^>]*>)?\]\s+|(?P<thread>\d+)(?:<[^>]*>)?\s+)?"
    r"(?:(?P<seconds>\d+)(?:\.(?P<fraction>\d{1,9}))?\s+|(?P<of_day>\d\d:\d\d:\d\d(?:\.\d+)?)\s+)?"
    r"(?:\(\+\s+\d+\.\d+\)\s+)?(?:\[[0-9a-fx? ]+\]\s+)*"
)
_BODY = re.compile(
    r"[a-z_][a-z0-9_]*\(|<\.\.\. [a-z_0-9]+ resumed>|\+\+\+ |--- (?:SIG|stopped|\{)|strace: |\[ Process "
)
_LARGEST_THREAD = 1 << 22  # PID_MAX_LIMIT of Linux on 64-bit machines
USUAL = re.compile(r"(\d+) +(\d{9,})\.(\d{6}) (?!\[)")
"""The head of a line as `strace -f -ttt -o FILE` writes it: thread, seconds, microseconds."""


@frozen
class Head:
    """What a line begins with. `end`: where the rest begins; `seconds`, `micros`: time as written."""

    thread: int | None
    seconds: int | None
    micros: int
    of_day: str | None
    end: int


def fits(line: str) -> bool:
    """Could strace have written the line?"""
    return _BODY.match(line, head(line).end) is not None


def head(line: str) -> Head:
    """The head of a line; a part that is not there is None."""
    found = _HEAD.match(line)
    if found is None:
        return Head(None, None, 0, None, 0)
    thread = found["bracketed"] or found["thread"]
    seconds, fraction = found["seconds"], found["fraction"]
    if (
        thread is not None
        and seconds is None
        and found["of_day"] is None
        and line[found.end() - 1 : found.end()] != " "
    ):
        return Head(None, None, 0, None, 0)
    micros = int((fraction or "0").ljust(6, "0")[:6])
    return Head(
        int(thread) if thread is not None else None,
        int(seconds) if seconds is not None else None,
        micros,
        found["of_day"],
        found.end(),
    )


def day_micros(of_day: str) -> int:
    """Microseconds since midnight of `12:34:56` or `12:34:56.789012`."""
    clock, _, fraction = of_day.partition(".")
    hours, minutes, seconds = (int(part) for part in clock.split(":"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + int((fraction or "0").ljust(6, "0")[:6])
