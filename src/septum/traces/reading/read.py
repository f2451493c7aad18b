"""Files of a recording as one stream of events."""

from collections.abc import Iterable, Iterator
from heapq import merge
from operator import itemgetter
from typing import TypeVar

from septum.diagnostics import Diagnostic, InputError
from septum.diagnostics.span import Span
from septum.traces.events import Event
from septum.traces.reading.dump import call_of, join, read_dump
from septum.traces.reading.dump_lines import Record
from septum.traces.reading.ftrace import read_ftrace
from septum.traces.reading.sources import Clock, Format, Source, open_sources
from septum.traces.reading.strace import read_strace

_Item = TypeVar("_Item")


def read_traces(files: Iterable[str]) -> Iterator[Event]:
    """The events of some files in the order of time; one file's own order where it has no times.

    A call comes when it is complete: where its two halves are lines of their own, at the time of the second. So what
    the kernel did for a call comes before it there, and after it where the call is one line.
    Raises InputError where a file cannot be read, or where several have times that cannot be compared; in the middle,
    where a compressed file breaks off.
    """
    sources = open_sources(files)
    problems = clock_problems(sources)
    if problems:
        raise InputError(problems)
    return read_sources(sources)


def clock_problems(sources: Iterable[Source]) -> list[Diagnostic]:
    """Why the files cannot be merged by time; nothing where they can."""
    sources = tuple(sources)
    if len(sources) < 2 or all(source.clock is Clock.EPOCH for source in sources):
        return []
    if len({source.clock for source in sources}) == 1 and sources[0].clock in (Clock.DAY, Clock.BOOT):
        return []
    hint = "record with `strace -ttt`, and ftrace with `echo tai > trace_clock` before it is switched on"
    return [
        Diagnostic(
            "SEP-TRC-006",
            f"tells time {source.clock.value}, not since the epoch: its lines cannot be put among those of others",
            Span(source.file, 1, 1),
            help=hint,
        )
        for source in sources
        if source.clock is not Clock.EPOCH
    ]


def read_sources(sources: Iterable[Source]) -> Iterator[Event]:
    """The events of files that were opened: those of one clock in the order of time, then those of the next.

    Raises InputError at the end, with every file that breaks off.
    """
    clocks: dict[object, list[Source]] = {}
    for source in sources:
        alone = source.clock in (Clock.NONE, Clock.DELTA)
        clocks.setdefault(source.file if alone else source.clock, []).append(source)
    problems: list[Diagnostic] = []
    for together in clocks.values():
        for _, event in _together(together, problems):
            yield event
    if problems:
        raise InputError(problems)


def _together(sources: list[Source], problems: list[Diagnostic]) -> Iterator[tuple[int, Event]]:
    straced = [_whole(read_strace(s), problems) for s in sources if s.format is Format.STRACE]
    dumped = [_whole(read_dump(s), problems) for s in sources if s.format is Format.DUMP]
    streams = [_whole(read_ftrace(s), problems) for s in sources if s.format is Format.FTRACE]
    if straced and dumped:
        streams.append(join(_merged(straced), _merged(dumped)))
    elif dumped:
        streams.append((time, call_of(one) if isinstance(one, Record) else one) for time, one in _merged(dumped))
    else:
        streams.extend(straced)
    return _merged(streams)


def _merged(streams: list[Iterator[tuple[int, _Item]]]) -> Iterator[tuple[int, _Item]]:
    return streams[0] if len(streams) == 1 else merge(*streams, key=itemgetter(0))


def _whole(stream: Iterator[tuple[int, _Item]], problems: list[Diagnostic]) -> Iterator[tuple[int, _Item]]:
    """A stream that ends where its file breaks off, which is noted."""
    try:
        yield from stream
    except InputError as error:
        problems.extend(error.diagnostics)
