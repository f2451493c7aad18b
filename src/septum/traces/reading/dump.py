"""Dumps of arguments: beside strace they say what is behind its pointers, alone they are calls."""

from collections import deque
from collections.abc import Iterable, Iterator

from attrs import evolve

from septum.traces.decoding import written_number
from septum.traces.events import Call, Descriptor, Event, Place, Unread
from septum.traces.reading.dump_lines import Record, record
from septum.traces.reading.openings import read_lines
from septum.traces.reading.sources import Source

_SHOWN = 200


def read_dump(source: Source) -> Iterator[tuple[int, Event | Record]]:
    """The records of a dump, each with its time, which is that of the call's end."""
    now = 0
    for number, line in enumerate(read_lines(source.file), 1):
        if not line.strip():
            continue
        at = Place(source.file, number)
        found = record(at, line)
        if found is None:
            yield now, Unread(at, now, line[:_SHOWN], "this is no whole line of a dump")
        else:
            now = found.time
            yield now, found


def call_of(found: Record) -> Call:
    """A record as a call of its own, where no strace has it. It began at some time before."""
    return Call(
        at=found.at,
        time=found.time,
        ended=found.time,
        thread=found.thread,
        name="ioctl",
        descriptor=Descriptor(found.descriptor, None),
        arguments=(f"{found.request:#x}", found.argument),
        result=str(found.result),
        error=found.error,
        given=found.given,
        returned=found.returned,
    )


def join(
    calls: Iterable[tuple[int, Event]], dumped: Iterable[tuple[int, Event | Record]]
) -> Iterator[tuple[int, Event]]:
    """Calls with what a dump says of them, and the records of the dump that belong to none as calls of their own.

    A record belongs to the first call of its thread, with its request, descriptor and result, that began before it
    and has none yet. `dumped` is read as a whole first; `calls` pass one by one.
    """
    waiting: dict[int, deque[Record]] = {}
    others: deque[tuple[int, Event]] = deque()
    for time, found in dumped:
        if isinstance(found, Record):
            waiting.setdefault(found.thread, deque()).append(found)
        else:
            others.append((time, found))
    for time, event in calls:
        while others and others[0][0] <= time:
            yield others.popleft()
        if not isinstance(event, Call) or event.name != "ioctl":
            yield time, event
            continue
        queue = waiting.get(event.thread)
        while queue and queue[0].time < event.time:
            late = queue.popleft()
            yield late.time, call_of(late)
        if queue and _same(event, queue[0]):
            found = queue.popleft()
            event = evolve(event, given=found.given, returned=found.returned, ended=event.ended or found.time)
        yield time, event
    left = [found for queue in waiting.values() for found in queue]
    yield from others
    for found in sorted(left, key=lambda one: (one.time, one.at.line)):
        yield found.time, call_of(found)


def _same(call: Call, found: Record) -> bool:
    if not call.arguments or call.descriptor is None or call.descriptor.number != found.descriptor:
        return False
    if call.error != found.error:
        return False
    return written_number(call.arguments[0]) in (found.request, None)
