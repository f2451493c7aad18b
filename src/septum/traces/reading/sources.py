"""The files of a recording: what each is, and by which clock it tells time."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import islice

from attrs import frozen

from septum.diagnostics import Diagnostic, InputError
from septum.diagnostics.span import Span
from septum.traces.reading import dump_lines, ftrace_lines, strace_lines
from septum.traces.reading.openings import read_lines


class Format(StrEnum):
    """Who wrote a file."""

    STRACE = "strace"
    FTRACE = "ftrace"
    DUMP = "argument dump"


class Clock(StrEnum):
    """What the times of a file count from. Files of one clock can be merged."""

    EPOCH = "since the epoch"
    DAY = "of the day"
    BOOT = "since the machine was booted"
    DELTA = "since the line before"
    NONE = "not at all"


@frozen
class Source:
    """A file of a recording, as the user named it."""

    file: str
    format: Format
    clock: Clock


_LOOKED_AT = 400
_EPOCH = 1_000_000_000_000_000  # microseconds: September 2001; no machine has been up for so long


def open_sources(files: Iterable[str]) -> tuple[Source, ...]:
    """What each file is, by its first lines, in the order given; a file named twice is read once.

    Raises InputError with everything that is wrong with any of them.
    """
    sources: list[Source] = []
    problems: list[Diagnostic] = []
    for file in dict.fromkeys(files):
        try:
            sources.append(_source(file))
        except InputError as error:
            problems.extend(error.diagnostics)
    if problems:
        raise InputError(problems)
    return tuple(sources)


def _source(file: str) -> Source:
    lines = list(islice((line for line in read_lines(file) if line.strip()), _LOOKED_AT))
    if not lines:
        message = "there is no line in it"
        raise InputError([Diagnostic("SEP-TRC-002", message, Span(file, 1, 1), help="record again")])
    if any("\x00" in line for line in lines):
        message = "this is binary data, not the text of a recording"
        hint = "for a trace.dat of trace-cmd give what `trace-cmd report -t` prints; perf.data has `perf script`"
        raise InputError([Diagnostic("SEP-TRC-004", message, Span(file, 1, 1), help=hint)])
    counts = {
        Format.STRACE: sum(1 for line in lines if strace_lines.fits(line)),
        Format.FTRACE: sum(1 for line in lines if ftrace_lines.fits(line)),
        Format.DUMP: sum(1 for line in lines if dump_lines.fits(line)),
    }
    best = max(counts, key=lambda form: counts[form])
    if counts[best] == 0:
        message = "no line is one of strace, of ftrace, or of a dump of arguments"
        hint = "docs/recordings.md says how to record, and shows a line of each"
        raise InputError([Diagnostic("SEP-TRC-005", message, Span(file, 1, 1), help=hint)])
    return Source(file, best, _clock(best, lines))


def _clock(form: Format, lines: list[str]) -> Clock:
    match form:
        case Format.STRACE:
            return _strace_clock(lines)
        case Format.FTRACE:
            stamps = [stamp for line in lines if (stamp := ftrace_lines.stamp(line)) is not None]
            return Clock.EPOCH if stamps and min(stamps) >= _EPOCH else Clock.BOOT
        case Format.DUMP:
            return Clock.EPOCH


def _strace_clock(lines: list[str]) -> Clock:
    for line in lines:
        head = strace_lines.head(line)
        if head.seconds is not None:
            return Clock.EPOCH if head.seconds * 1_000_000 >= _EPOCH else Clock.DELTA
        if head.of_day is not None:
            return Clock.DAY
    return Clock.NONE
