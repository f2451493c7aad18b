"""Lines of recordings, written for tests, and files of them."""

from pathlib import Path

from septum.traces.events import Call, Event, KernelEvent
from septum.traces.reading import read_traces


def written(folder: Path, name: str, *lines: str) -> str:
    """A file with these lines."""
    path = folder / name
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return str(path)


def events(folder: Path, *lines: str) -> list[Event]:
    """What a file of these lines says."""
    return list(read_traces([written(folder, "run.txt", *lines)]))


def calls(folder: Path, *lines: str) -> list[Call]:
    """The calls among it."""
    return [event for event in events(folder, *lines) if isinstance(event, Call)]


def call(folder: Path, line: str) -> Call:
    """The only call of a line."""
    (found,) = calls(folder, line)
    return found


def kernel_event(folder: Path, line: str) -> KernelEvent:
    """The only event of a line of ftrace."""
    (found,) = events(folder, line)
    assert isinstance(found, KernelEvent)
    return found
