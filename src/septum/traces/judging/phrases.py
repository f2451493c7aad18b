"""Pieces of sentences about a run."""

from collections.abc import Iterable, Sequence

from septum.traces.judging.observing import Observed
from septum.traces.judging.results import Witness
from septum.traces.judging.tables import Mapped
from septum.traces.recording.physical import Attach, Destroy, Detach, Flush, Map, Unmap

Range = tuple[int, int]


def interval(first: int, end: int) -> str:
    """`0x100000..0xbffffff`; `end` is beyond the last."""
    return f"{first:#x}..{end - 1:#x}"


def intervals(ranges: Iterable[Range]) -> str:
    """Several of them: the first three, and a count."""
    merged = union(ranges)
    shown = [interval(*one) for one in merged[:3]]
    if len(merged) > 3:
        shown.append(f"{len(merged) - 3} more")
    return listed(shown)


def listed(names: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


def union(ranges: Iterable[Range]) -> list[Range]:
    """The ranges without overlaps, in order; those that touch are one."""
    merged: list[Range] = []
    for first, end in sorted(ranges):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return merged


def bytes_of(ranges: Iterable[Range]) -> int:
    """How many bytes ranges cover, each counted once."""
    return sum(end - first for first, end in union(ranges))


def amount(size: int) -> str:
    """`160 MiB`: the largest unit in which it is whole."""
    for unit, power in (("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if size and size % (1 << power) == 0:
            return f"{size >> power:,} {unit}"
    return f"{size:,} B"


def number_of(count: int, noun: str) -> str:
    """`1 map`, `569 maps`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def witness(seen: Observed, line: int, who: str | None = None) -> Witness:
    """A line of the run, with what it says."""
    event = seen.lines[line]
    guest = who if who is not None else getattr(event, "guest", None)
    return Witness(guest or "nobody known", seen.run.place(line), _says(event))


def map_witness(seen: Observed, mapped: Mapped) -> Witness:
    """The line of a map."""
    return witness(seen, mapped.line, mapped.guest)


def _says(event: object) -> str:
    match event:
        case Map():
            at = "" if event.frame is None else f" at {event.frame:#x}"
            return f"map iova {interval(event.iova, event.iova + event.size)}{at}"
        case Unmap():
            return f"unmap iova {interval(event.iova, event.iova + (event.unmapped or event.size))}"
        case Attach():
            return f"attach {event.function}"
        case Detach():
            return f"detach {event.function}"
        case Flush():
            return "flush"
        case Destroy():
            return "ended"
        case _:
            word = getattr(event, "word", "step").replace("_", " ")
            frame, size = getattr(event, "frame", None), getattr(event, "size", None)
            if frame is not None and size:
                return f"{word} {interval(frame, frame + size)}"
            what = [getattr(event, key, None) for key in ("function", "interrupt", "instance")]
            return " ".join([word, *(text for text in what if text)])
