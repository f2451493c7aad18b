"""Whose an event is, where the line itself does not say."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from attrs import frozen

from septum.traces.recording.physical import Attach, Flush, Map, Unmap
from septum.traces.recording.runs import Line

HOST = "host"
"""The domain of what is nobody's."""


@frozen
class Owners:
    """For whom each domain and each function was attached: line numbers and guests, in order."""

    domains: dict[str, list[tuple[int, str]]]
    functions: dict[str, list[tuple[int, str]]]

    def guest(self, line: int, event: Map | Unmap | Flush) -> str | None:
        """Whose an event is: as it says, else that of its domain, else that of its function."""
        if event.guest is not None:
            return event.guest
        if event.domain is not None and event.domain in self.domains:
            return _at(self.domains[event.domain], line)
        if event.function is not None and event.function in self.functions:
            return _at(self.functions[event.function], line)
        return None


def owners_of(lines: Iterable[Line]) -> Owners:
    """Read the attachments of a run."""
    domains: dict[str, list[tuple[int, str]]] = {}
    functions: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines):
        if isinstance(line, Attach) and line.guest is not None and line.error is None:
            functions.setdefault(line.function, []).append((number, line.guest))
            if line.domain is not None:
                domains.setdefault(line.domain, []).append((number, line.guest))
    return Owners(domains, functions)


def _at(attached: Sequence[tuple[int, str]], line: int) -> str:
    """Who had it at a line: the last before it, else the first after it, for whom it was being prepared."""
    before = bisect_right(attached, line, key=lambda one: one[0])
    return attached[max(0, before - 1)][1]


def domain_of(event: Map | Unmap | Attach, guest: str | None) -> str:
    """The name of the table: the domain, else that of all the guest's, else that of the function."""
    if event.domain is not None:
        return f"domain {event.domain}"
    if guest is not None:
        return f"guest {guest}"
    return HOST if event.function is None else f"function {event.function}"
