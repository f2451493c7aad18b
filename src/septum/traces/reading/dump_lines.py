"""One line of a dump of ioctl arguments."""

import errno
import re

from attrs import frozen

from septum.traces.events import Place

LINE = re.compile(
    r"(\d+)\.(\d{6}) (\d+) fd=(-?\d+) req=0x([0-9a-f]+)(?: \w+=\S+)*? arg=(\S+) in=(\"[^\"]*\"|[0-9a-f]*) "
    r"out=(\"[^\"]*\"|same|[0-9a-f]*) ret=(-?\d+) errno=(\d+)\s*$"
)


@frozen
class Record:
    """What one call gave and got. `time`: microseconds, when it had returned; `request`: its number."""

    at: Place
    time: int
    thread: int
    descriptor: int
    request: int
    argument: str
    given: bytes
    returned: bytes
    result: int
    error: str | None


def fits(line: str) -> bool:
    """Is the line one of a dump?"""
    return LINE.match(line) is not None


def record(at: Place, line: str) -> Record | None:
    """What a line says, or None where it is none of a dump."""
    found = LINE.match(line)
    if found is None:
        return None
    given = _bytes(found[7])
    if given is None:
        return None
    returned = given if found[8] == "same" else _bytes(found[8])
    if returned is None:
        return None
    number = int(found[10])
    failed = found[9] == "-1" and number
    return Record(
        at=at,
        time=int(found[1]) * 1_000_000 + int(found[2]),
        thread=int(found[3]),
        descriptor=int(found[4]),
        request=int(found[5], 16) & 0xFFFF_FFFF,
        argument="0" if found[6] == "(nil)" else found[6],
        given=given,
        returned=returned,
        result=int(found[9]),
        error=errno.errorcode.get(number, str(number)) if failed else None,
    )


def _bytes(text: str) -> bytes | None:
    if text.startswith('"'):
        return text[1:-1].encode() + b"\0"
    return bytes.fromhex(text) if len(text) % 2 == 0 else None
