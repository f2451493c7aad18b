"""What a recording does, measured by a profile, as text: capabilities first, then what realises none."""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import PurePath

from septum.report.layout import entry, wrapped
from septum.report.quantities import count, plural
from septum.traces.classifying.results import Enumeration, Failure, Realised, Reason, Seen
from septum.traces.classifying.rules import Class
from septum.traces.events import Place

_CAPABILITY, _BY, _COUNT = 19, 29, 8
_FEW = 3

Named = Callable[[Place], str]


def enumeration_lines(result: Enumeration, everything: bool) -> list[str]:
    """The table of capabilities with their lines, and what the recording does, lacks and cannot show besides."""
    named = _names(result)
    lines = [_first(result), *entry("recorded", _sources(result))]
    lines += entry("profile", f"{result.profile} {result.digest}, {count(len(result.capabilities))} capabilities")
    lines += _table(result.realised, named)
    if everything:
        places = [f"{name} {span.short}" for name, span in result.capabilities.items()]
        lines += entry("defined", ", ".join(places))
    lines += _unclassified(result, named)
    lines += _outside(result, named)
    lines += _without(result, named, everything)
    lines += _failed(result.failed, named, everything)
    lines += _never(result, everything)
    if result.perhaps:
        lines += entry("not told", f"{_of(len(result.perhaps), result)}: {' '.join(result.perhaps)}")
    lines += entry("lacking", _lacking(result))
    return [*lines, *_blind(result, everything)]


def _first(result: Enumeration) -> str:
    numbers = [plural(result.guests, "guest"), plural(result.ioctls, "ioctl")]
    if result.kernel_events:
        numbers.append(plural(result.iommu_events, "iommu event"))
    outside = sum(one.count for reason in result.outside for one in reason.of)
    unknown = sum(one.count for one in result.unclassified)
    return f"{', '.join(numbers)}; {count(unknown)} unclassified, {count(outside)} outside"


def _sources(result: Enumeration) -> str:
    files = ", ".join(f"{source.format} {source.file}" for source in result.sources)
    if len(result.sources) < 2:
        return files
    if result.merged == "by time":
        return f"{files}; merged by time"
    clocks = ", ".join(dict.fromkeys(f"{source.format} tells time {source.clock}" for source in result.sources))
    return f"{files}; read one after the other, for their clocks do not agree: {clocks}"


def _names(result: Enumeration) -> Named:
    """How places are named: by the format of their file where that tells it, else by the file's own name."""
    formats = [source.format for source in result.sources]
    words = {"argument dump": "dump"}
    short: dict[str, str] = {}
    for source in result.sources:
        alone = formats.count(source.format) == 1
        short[source.file] = words.get(source.format, source.format) if alone else PurePath(source.file).name
    return lambda place: f"{short.get(place.file, place.file)}:{place.line}"


def _table(realised: Iterable[Realised], named: Named) -> Iterator[str]:
    yield f"  {'capability':<{_CAPABILITY}}  {'realised by':<{_BY}}  {'count':>{_COUNT}}  first line"
    for row in realised:
        joined = ", " if row.realises == "all" else " or "
        names = [line.strip() for line in wrapped(joined.join(row.capabilities), "", 0, _CAPABILITY)]
        for name, seen in zip_longest(names, row.by):
            if seen is None:
                yield f"  {name}"
            else:
                cells = f"{_plain(seen.name):<{_BY}}  {count(seen.count):>{_COUNT}}  {named(seen.first)}"
                yield f"  {name or '':<{_CAPABILITY}}  {cells}"


def _plain(name: str) -> str:
    return name.removeprefix("iommu:").removeprefix("kvm:").removeprefix("sched:")


def _unclassified(result: Enumeration, named: Named) -> Iterator[str]:
    """What leaves the answer undecided: never cut."""
    for seen in result.unclassified:
        yield from entry("unclassified", f"{seen.name}: {plural(seen.count, 'time')}, first {named(seen.first)}")
    for lost in result.unread:
        yield from entry("not read", f"{named(lost.at)}: {lost.reason}: {lost.text[:60]}")
    if result.unread_lines > len(result.unread):
        yield from entry("", f"… {count(result.unread_lines - len(result.unread))} more lines")


def _outside(result: Enumeration, named: Named) -> Iterator[str]:
    if not result.outside:
        yield from entry("outside", "none")
    for reason in result.outside:
        of = ", ".join(f"{_plain(one.name)} {plural(one.count, 'time')}, first {named(one.first)}" for one in reason.of)
        yield from entry("outside", f"{of}: {reason.because}; covered by {reason.excluded}")


def _without(result: Enumeration, named: Named, everything: bool) -> Iterator[str]:
    """What realises no capability: by class, and with reasons where everything is wanted."""
    for recorded, noun in (("call", "call"), ("kernel event", "kernel event")):
        classes: dict[Class, int] = {}
        for reason in result.none:
            number = sum(one.count for one in reason.of if one.recorded == recorded)
            if number:
                classes[reason.kind] = classes.get(reason.kind, 0) + number
        if classes:
            parts = ", ".join(f"{count(number)} {kind}" for kind, number in classes.items())
            yield from entry("no capability", f"{plural(sum(classes.values()), noun)}: {parts}")
    for reason in result.none if everything else ():
        yield from _reason(reason, named)


def _reason(reason: Reason, named: Named) -> Iterator[str]:
    yield from wrapped(f"{reason.kind}: {reason.because}", "  ", 4)
    for one in reason.of:
        yield f"    {_plain(one.name):<45}  {count(one.count):>{_COUNT}}  {named(one.first)}"


def _failed(failed: tuple[Failure, ...], named: Named, everything: bool) -> Iterator[str]:
    if not failed:
        yield from entry("failed", "none")
        return
    shown = failed if everything else failed[:_FEW]
    texts = [f"{one.name} {one.error or 'no return'} {count(one.count)} ({named(one.first)})" for one in shown]
    rest = f", … {count(len(failed) - len(shown))} more: --all" if len(shown) < len(failed) else ""
    yield from entry("failed", f"{plural(sum(one.count for one in failed), 'call')}: {', '.join(texts)}{rest}")


def _never(result: Enumeration, everything: bool) -> Iterator[str]:
    if not result.never:
        yield from entry("never seen", "none")
        return
    shown = result.never if everything else result.never[:8]
    rest = f" … {len(result.never) - len(shown)} more: --all" if len(shown) < len(result.never) else ""
    yield from entry("never seen", f"{_of(len(result.never), result)}: {' '.join(shown)}{rest}")


def _of(number: int, result: Enumeration) -> str:
    return f"{number} of {len(result.capabilities)}"


def _lacking(result: Enumeration) -> str:
    if not result.lacking:
        return f"none: every capability above is one of {result.profile}"
    return "; ".join(f"{', '.join(one.capabilities)}, by {_by(one.by)}" for one in result.lacking)


def _by(seen: Iterable[Seen]) -> str:
    return ", ".join(_plain(one.name) for one in seen)


def _blind(result: Enumeration, everything: bool) -> Iterator[str]:
    if not everything:
        yield from entry("cannot show", ", ".join(one.what for one in result.blind))
        return
    yield from entry("cannot show", "what a recording of this kind leaves out:")
    for one in result.blind:
        yield from wrapped(f"{one.what}: {one.because}", "  ", 4)
