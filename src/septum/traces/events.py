"""What a recording says, line by line, before anybody asks what it means."""

from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen


@frozen
class Place:
    """A line of a recording. `file`: as the user named it; `line`: from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@frozen
class Descriptor:
    """A file descriptor as a call shows it. `target`: what it was open on, such as `/dev/kvm`, or None if not shown."""

    number: int
    target: str | None


@frozen
class Call:
    """A system call, its two halves joined.

    `at`: the line on which it began. `time` and `ended`: microseconds, by the clock of the file (usually since the
    epoch), at which it was entered and, where that is known, left. `descriptor`: what a call is about whose first
    argument is a descriptor (ioctl, close, read, dup …); `arguments`: the others, as written. `result`: as written,
    None where it never returned; `error`: the name of its errno. `given` and `returned`: the bytes behind the argument
    before and after, where a dump has them.
    """

    at: Place
    time: int
    ended: int | None
    thread: int
    name: str
    descriptor: Descriptor | None
    arguments: tuple[str, ...]
    result: str | None
    error: str | None
    given: bytes | None = None
    returned: bytes | None = None


@frozen
class KernelEvent:
    """An event that the kernel recorded. `command`: the thread's name; `fields`: what the event says, by name."""

    at: Place
    time: int
    thread: int
    command: str
    cpu: int
    system: str
    name: str
    fields: Mapping[str, str]


@frozen
class Ended:
    """A thread that ended. `status`: how, as written."""

    at: Place
    time: int
    thread: int
    status: str


@frozen
class Unread:
    """A line that says something nobody here understands. It is shown, and leaves the answer undecided.

    `text`: the beginning of the line.
    """

    at: Place
    time: int
    text: str
    reason: str


Event: TypeAlias = Call | KernelEvent | Ended | Unread
