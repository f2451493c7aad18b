"""The text of one system call, as strace writes it, taken apart."""

import re
from functools import lru_cache

from attrs import frozen

from septum.traces.events import Descriptor

_DESCRIPTOR = re.compile(r"(-?\d+)(?:<((?:[^<>]|->|<[^<>]*>)*)>(?:\(deleted\))?)?")
_RESULT = re.compile(r"(\?|-?\w+(?:<.*>(?:\(deleted\))?)?)(?:\s+(?:(E[A-Z0-9]+)|\(errno (\d+)\)))?")
_DURATION = re.compile(r" <(\d+)\.(\d{6})\d*>$")
_BEGINS_A_RESULT = frozenset("-?0123456789")
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"(?:\.\.\.)?|/\*.*?\*/|->|=>|[(){}\[\]<>]|, ?')
_OF_A_DESCRIPTOR = frozenset(
    (
        "ioctl",
        "close",
        "read",
        "write",
        "pread64",
        "pwrite64",
        "readv",
        "writev",
        "preadv",
        "pwritev",
        "dup",
        "dup2",
        "dup3",
        "fcntl",
        "fstat",
        "lseek",
        "ftruncate",
        "fallocate",
        "sendmsg",
        "recvmsg",
        "getdents64",
    )
)


@frozen
class Text:
    """A call as text: `name(inside) = outcome`."""

    name: str
    inside: str
    outcome: str


@frozen
class Parts:
    """What is between a call's brackets."""

    descriptor: Descriptor | None
    arguments: tuple[str, ...]


def measured(body: str) -> tuple[str, int | None]:
    """A call without the duration that strace measured, and that in microseconds."""
    found = _DURATION.search(body) if body.endswith(">") else None
    if found is None:
        return body, None
    return body[: found.start()], int(found[1]) * 1_000_000 + int(found[2])


def take_apart(body: str) -> Text | None:
    """The call that a line, or two halves of one, says; None where it is none."""
    opening = body.find("(")
    if opening <= 0:
        return None
    name = body[:opening]
    if not name.isidentifier():
        return None
    equals = body.rfind(" = ")
    while equals > 0:
        closing = body[:equals].rstrip()
        # A result begins with a number; what does not is a piece of a path or string that holds ` = `.
        if closing.endswith(")") and body[equals + 3 : equals + 4] in _BEGINS_A_RESULT:
            return Text(name, closing[opening + 1 : -1], body[equals + 3 :])
        equals = body.rfind(" = ", 0, equals)
    return None


def parts(name: str, inside: str) -> Parts:
    """The arguments of a call, and the descriptor that it is about."""
    if name == "ioctl":
        return _ioctl(inside)
    arguments = split_arguments(inside)
    if name in _OF_A_DESCRIPTOR and arguments:
        descriptor = descriptor_of(arguments[0])
        if descriptor is not None:
            return Parts(descriptor, arguments[1:])
    return Parts(None, arguments)


def outcome(text: str) -> tuple[str | None, str | None]:
    """The result and the name of the error of `8<anon_inode:kvm-vm>`, `-1 EBUSY (…)`, `?`, `0 (KVM_EXIT_IO)`."""
    found = _RESULT.match(text)
    if found is None:
        return text or None, None
    failed = found[1] in ("-1", "?")
    error = (found[2] or found[3]) if failed else None
    return (None if found[1] == "?" else found[1]), error


@lru_cache(4096)
def descriptor_of(text: str) -> Descriptor | None:
    """A descriptor as strace shows it: `10</dev/vfio/10<char 244:0>>`; the kind and number of a device are left out."""
    found = _DESCRIPTOR.fullmatch(text)
    if found is None:
        return None
    target = found[2]
    if target is not None and "<" in target and target.endswith(">"):
        target = target[: target.index("<")]
    return Descriptor(int(found[1]), target)


def split_arguments(inside: str) -> tuple[str, ...]:
    """Arguments that are separated by commas, which strings, structures and annotations may hold too."""
    if not inside:
        return ()
    if not any(mark in inside for mark in '"{[(<'):
        return tuple(inside.split(", "))
    found: list[str] = []
    depth = start = 0
    for piece in _PIECE.finditer(inside):
        text = piece[0]
        if text in ("(", "{", "[", "<"):
            depth += 1
        elif text in (")", "}", "]", ">"):
            depth -= 1
        elif depth <= 0 and text[0] == ",":
            found.append(inside[start : piece.start()])
            start = piece.end()
    found.append(inside[start:])
    return tuple(found)


def _ioctl(inside: str) -> Parts:
    """The descriptor, the request and what is behind it, which stays one piece whatever it holds."""
    found = _DESCRIPTOR.match(inside)
    if found is None or not inside.startswith(", ", found.end()):
        return Parts(None, split_arguments(inside))
    descriptor = descriptor_of(found[0])
    rest = inside[found.end() + 2 :]
    if rest.startswith("_IOC"):
        request, *others = split_arguments(rest)
        return Parts(descriptor, (request, ", ".join(others)) if others else (request,))
    request, comma, argument = rest.partition(", ")
    return Parts(descriptor, (request, argument) if comma else (request,))
