"""One line of ftrace's text: the `trace` file, `trace-cmd report`, `perf script`."""

import re

LINE = re.compile(
    r"\s*(?P<command>.+?)(?:-|\s+)(?P<thread>\d+)\s+(?:\(\s*[\d-]+\)\s+)?\[(?P<cpu>\d+)\]\s+(?:[^\s\d][^\s:]{3,7}\s+|\.{4,6}\s+)?"
    r"(?P<seconds>\d+)\.(?P<fraction>\d{6,9}):\s+(?:\d+\s+)?(?:(?P<system>\w+):)?(?P<name>\w+):(?:\s+(?P<text>.*))?$"
)
PREAMBLE = re.compile(r"#|cpus=\d|version = |trace-cmd |\s*$|CPU:?\s*\d+ is empty|#+ CPU")
LOST = re.compile(
    r"CPU:\d+ \[(?:LOST \d+ )?EVENTS? (?:DROPPED|LOST)\]|CPU:\d+ \[LOST (\d+) EVENTS\]|LOST \d+ events", re.I
)
_WRITTEN = re.compile(r"# entries-in-buffer/entries-written: (\d+)/(\d+)")
_STAMP = re.compile(r"\s(\d+)\.(\d{6})\d*:\s")


def fits(line: str) -> bool:
    """Could ftrace have written the line?"""
    return LINE.match(line) is not None or line.startswith("# tracer:")


def stamp(line: str) -> int | None:
    """Microseconds, where a line has a time."""
    found = _STAMP.search(line) if LINE.match(line) else None
    return int(found[1]) * 1_000_000 + int(found[2]) if found is not None else None


def lost(line: str) -> int:
    """How many events a line says are lost; -1 where it does not say how many."""
    written = _WRITTEN.match(line)
    if written is not None:
        return max(0, int(written[2]) - int(written[1]))
    found = LOST.search(line)
    if found is None:
        return 0
    digits = re.search(r"LOST (\d+)", line, re.I)
    return int(digits[1]) if digits is not None else -1
