"""strace's text as events: halves joined, ends of threads, lines that nobody understands."""

from collections.abc import Iterator

from attrs import define, field, frozen

from septum.traces.events import Call, Ended, Event, Place, Unread
from septum.traces.reading.openings import read_lines
from septum.traces.reading.sources import Clock, Source
from septum.traces.reading.strace_calls import Parts, measured, outcome, parts, take_apart
from septum.traces.reading.strace_lines import USUAL, day_micros, head

UNFINISHED = "<unfinished ...>"
_DETACHED = "<detached ...>"
_DAY = 86_400_000_000
_REMEMBERED = 5_000
_SHORT = 160
_SHOWN = 200


@frozen
class _Half:
    """A call that was entered."""

    at: Place
    time: int
    text: str


@frozen
class _Whole:
    """What one text of a call says, whenever and by whomever it is called."""

    name: str
    inner: Parts
    result: str | None
    error: str | None


@define
class _Reader:
    source: Source
    single: int
    now: int = 0
    halves: dict[int, _Half] = field(factory=dict[int, _Half])
    known: dict[str, _Whole] = field(factory=dict[str, _Whole])

    def events(self) -> Iterator[tuple[int, Event]]:
        file = self.source.file
        epoch = self.source.clock is Clock.EPOCH
        for number, line in enumerate(read_lines(file), 1):
            if not line or line.isspace():
                continue
            usual = USUAL.match(line) if epoch else None
            if usual is not None:
                thread = int(usual[1])
                self.now = int(usual[2] + usual[3])
                body = line[usual.end() :]
            else:
                first = head(line)
                thread = first.thread if first.thread is not None else self.single
                self._tell_time(first.seconds, first.micros, first.of_day)
                body = line[first.end :]
            if body[:1] in "<+-[> " or body.startswith("strace: "):
                for event in self._about_a_thread(Place(file, number), thread, body):
                    yield self.now, event
                continue
            if thread in self.halves:
                yield self.now, self._never_returned(thread, self.halves.pop(thread))
            if body.endswith((UNFINISHED, _DETACHED)):
                entered = body.removesuffix(UNFINISHED).removesuffix(_DETACHED).rstrip()
                self.halves[thread] = _Half(Place(file, number), self.now, entered)
            else:
                yield self.now, self._whole(Place(file, number), self.now, None, thread, body)
        for thread in sorted(self.halves):
            yield self.now, self._never_returned(thread, self.halves[thread])

    def _about_a_thread(self, at: Place, thread: int, body: str) -> Iterator[Event]:
        """The second half of a call or the end of a thread; signals, stacks and what strace says of itself are none."""
        if body.startswith("<... "):
            yield self._resumed(at, thread, body)
        elif body.startswith("+++ "):
            if thread in self.halves:
                yield self._never_returned(thread, self.halves.pop(thread))
            yield Ended(at, self.now, thread, body.strip("+ "))
        elif not body.startswith(("--- ", " > ", "> ", "strace: ", "[ Process ")):
            yield self._unread(at, body, "this is no whole line of strace")

    def _tell_time(self, seconds: int | None, micros: int, of_day: str | None) -> None:
        if seconds is not None:
            stamp = seconds * 1_000_000 + micros
            self.now = self.now + stamp if self.source.clock is Clock.DELTA else stamp
        elif of_day is not None:
            stamp = day_micros(of_day) + self.now // _DAY * _DAY
            self.now = stamp + _DAY if stamp < self.now - _DAY // 2 else stamp

    def _resumed(self, at: Place, thread: int, body: str) -> Event:
        half = self.halves.pop(thread, None)
        _, found, tail = body.partition(" resumed>")
        if half is None or not found:
            return self._unread(at, body, "the beginning of this call is not in the file")
        tail = tail.removeprefix(" " + UNFINISHED)
        joint = " " if half.text.endswith(",") and not tail.startswith((" ", ")")) else ""
        return self._whole(half.at, half.time, self.now, thread, half.text + joint + tail)

    def _whole(self, at: Place, time: int, ended: int | None, thread: int, body: str) -> Event:
        body, duration = measured(body)
        whole = self.known.get(body)
        if whole is None:
            text = take_apart(body)
            if text is None:
                return self._unread(at, body, "this is no whole line of strace")
            whole = _Whole(text.name, parts(text.name, text.inside), *outcome(text.outcome))
            if len(body) < _SHORT and len(self.known) < _REMEMBERED:
                self.known[body] = whole
        if ended is None and duration is not None:
            ended = time + duration
        inner = whole.inner
        return Call(
            at,
            time,
            ended,
            thread,
            whole.name,
            inner.descriptor,
            inner.arguments,
            whole.result,
            whole.error,
            None,
            None,
        )

    def _never_returned(self, thread: int, half: _Half) -> Event:
        name, _, inside = half.text.partition("(")
        if not name.isidentifier():
            return self._unread(half.at, half.text, "this is no whole line of strace")
        inner = parts(name, inside.removesuffix(","))
        return Call(half.at, half.time, None, thread, name, inner.descriptor, inner.arguments, None, None)

    def _unread(self, at: Place, body: str, reason: str) -> Unread:
        return Unread(at, self.now, body[:_SHOWN], reason)


def read_strace(source: Source) -> Iterator[tuple[int, Event]]:
    """The events of a file of strace, each with the time of the line that completes it.

    A thread number that lines do not have (strace without -f, or one file for each thread) is taken from the end of
    the file's name, as strace -ff names files, else it is 0.
    """
    stem = source.file.removesuffix(".gz").removesuffix(".xz")
    suffix = stem.rpartition(".")[2]
    return _Reader(source, int(suffix) if suffix.isdigit() else 0).events()
