"""A recording of Linux as a run of physical events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import evolve, field, frozen

from septum.traces.events import Call, Ended, KernelEvent, Unread
from septum.traces.following import Followed, follow
from septum.traces.reading import read_traces
from septum.traces.recording.arguments import dma_map
from septum.traces.recording.gaps import Shown, gaps_of
from septum.traces.recording.linux_calls import Monitors, name_of
from septum.traces.recording.linux_events import Kernel, Seen
from septum.traces.recording.linux_requests import MATTERING
from septum.traces.recording.physical import Attach, Create, Destroy, Detach, Map, PhysicalEvent, Reset, Slot, Unmap
from septum.traces.recording.runs import Header, Run
from septum.traces.recording.threads import Threads
from septum.traces.recording.timelines import Timelines, Under

_NO_FAILURE = frozenset((None, "EINTR", "EAGAIN"))

_Item: TypeAlias = "PhysicalEvent | _Happened"


@frozen
class _Happened:
    """A kernel event, to be read when all calls are known: some of them end after it. `guest`: as it seemed then."""

    event: KernelEvent
    guest: int | None


@frozen
class _Recorder:
    """It lives as long as the reading of one recording."""

    monitors: Monitors = field(factory=Monitors)
    timelines: Timelines = field(factory=Timelines)
    threads: Threads = field(factory=Threads)
    items: list[_Item] = field(factory=list[_Item])
    containers: dict[int, dict[str, None]] = field(factory=dict[int, dict[str, None]])
    unread: list[Unread] = field(factory=list[Unread])
    calls: Counter[int] = field(factory=Counter[int])
    failed: Counter[str] = field(factory=Counter[str])
    guests: dict[int, None] = field(factory=dict[int, None])

    def take(self, followed: Followed) -> None:
        """Note one event of the recording."""
        event = followed.event
        if isinstance(event, Call):
            self.threads.call(event.thread, followed.guest)
            self._call(followed, event)
        elif isinstance(event, KernelEvent):
            if event.system == "iommu" or (event.system == "kvm" and followed.guest not in self.guests):
                self.items.append(_Happened(event, followed.guest))
                if followed.guest is not None:
                    self.guests[followed.guest] = None
        elif isinstance(event, Ended):
            self.threads.end(event.thread, event.time)
            if followed.gone is not None:
                self.items.append(Destroy(guest=name_of(followed.gone), at=event.at, time=event.time))
        else:
            self.unread.append(event)

    def _call(self, followed: Followed, call: Call) -> None:
        request, guest = followed.request, followed.guest
        if request is None:
            self.timelines.enter(call, None)
            return
        under = None
        if request.name in MATTERING:
            domain = None if followed.thing is None else str(followed.thing)
            under = Under(request.name, domain, call.error, dma_map(call), call.ended)
            if guest is not None and domain is not None and request.name == "VFIO_SET_IOMMU" and call.error is None:
                self.containers.setdefault(guest, {})[domain] = None
        self.timelines.enter(call, under)
        events: tuple[PhysicalEvent, ...] = ()
        if guest is not None:
            self.calls[guest] += 1
            if self.calls[guest] == 1:
                self.items.append(Create(guest=name_of(guest), at=call.at, time=call.time))
            events = tuple(self.monitors.events(followed, call, guest))
            self.items.extend(events)
        if call.error not in _NO_FAILURE and not any(event.error for event in events):
            self.failed["calls"] += 1


def recorded_run(files: Iterable[str]) -> Run:
    """The run that some files of strace, ftrace and argument dumps record. Raises InputError."""
    recorder = _Recorder()
    for followed in follow(read_traces(files)):
        recorder.take(followed)
    items = [_attributed(recorder, item) if isinstance(item, _Happened) else item for item in recorder.items]
    items = list(_of_nobody_else(recorder, items))
    shown = _shown(recorder, items)
    return Run(Header(gaps=gaps_of(shown), failed=recorder.failed["calls"]), tuple(_lines(recorder, items, shown)))


def _attributed(recorder: _Recorder, item: _Happened) -> _Happened:
    guest = recorder.threads.guest(item.event.thread, item.event.time, item.guest)
    return item if guest == item.guest else _Happened(item.event, guest)


def _of_nobody_else(recorder: _Recorder, items: Sequence[_Item]) -> Iterator[_Item]:
    """The items, those of a guest that is none without it, and the others numbered again.

    Where calls were not recorded, a thread that ends a monitor can look like a monitor of its own. It never maps.
    """
    happened = [item for item in items if isinstance(item, _Happened) and item.event.system == "iommu"]
    mapping = {item.guest for item in happened if item.event.name == "map"}
    mappers = [guest for guest in dict.fromkeys(item.guest for item in happened) if guest in mapping]
    numbers = {guest: number for number, guest in enumerate((one for one in mappers if one is not None), 1)}
    if not mappers or recorder.calls:
        yield from items
        return
    for item in items:
        if isinstance(item, _Happened):
            yield _Happened(item.event, numbers.get(item.guest or 0))
        else:
            yield item


def _shown(recorder: _Recorder, items: Iterable[_Item]) -> Shown:
    words = Counter(item.event.name for item in items if isinstance(item, _Happened))
    return Shown(
        calls=recorder.calls.total(),
        maps=words["map"] + words["unmap"],
        attachments=words["attach_device_to_domain"],
        unread=tuple(recorder.unread),
        hidden=dict(recorder.monitors.unread),
        asked=sum(isinstance(item, Map) for item in items),
    )


def _lines(recorder: _Recorder, items: Iterable[_Item], shown: Shown) -> list[PhysicalEvent]:
    several = frozenset(guest for guest, containers in recorder.containers.items() if len(containers) > 1)
    kernel = Kernel(recorder.timelines, several)
    counts = Counter((item.guest, item.event.name) for item in items if isinstance(item, _Happened))
    lines: list[PhysicalEvent] = []
    known: set[str] = set()
    for item in items:
        if isinstance(item, _Happened):
            calls = "known" if item.guest and recorder.calls[item.guest] else "unknown"
            under = recorder.timelines.under(item.event.thread, item.event.time)
            attachments, maps = counts[(item.guest, "attach_device_to_domain")], counts[(item.guest, "map")]
            event = kernel.event(Seen(item.event, item.guest, under, calls, attachments, maps))
            if item.guest is not None:
                lines.extend(_first(Create(guest=name_of(item.guest), at=item.event.at, time=item.event.time), known))
        elif isinstance(item, Create):
            event = None
            lines.extend(_first(item, known))
        else:
            event = _told(recorder, kernel, shown, item)
            if isinstance(event, Destroy) and not shown.attachments:
                lines.extend(_given_back(lines, event))
        if event is not None:
            lines.append(event)
    return lines


def _first(event: Create, known: set[str]) -> Iterator[Create]:
    """A guest begins with what is first heard of it."""
    if event.guest not in known:
        known.add(event.guest)
        yield event


def _told(recorder: _Recorder, kernel: Kernel, shown: Shown, event: PhysicalEvent) -> PhysicalEvent | None:
    """An event that a call says, unless the kernel's own events say the same better."""
    if isinstance(event, Slot):
        kernel.slot(event)
    if isinstance(event, Map | Unmap) and shown.maps and event.error is None:
        return None
    if isinstance(event, Attach | Detach):
        if shown.attachments and event.error is None:
            return None
        return evolve(event, function=_named(recorder, event.function))
    if isinstance(event, Reset):
        return evolve(event, function=_named(recorder, event.function))
    return event


def _given_back(lines: Iterable[PhysicalEvent], ended: Destroy) -> Iterator[Detach]:
    """The functions that a monitor had when it ended: the kernel takes them from it, which is no call."""
    held: Counter[str] = Counter()
    for line in lines:
        if isinstance(line, Attach | Detach) and line.guest == ended.guest and line.error is None:
            held[line.function] += 1 if isinstance(line, Attach) else -1
    for function, count in held.items():
        for _ in range(count):
            yield Detach(function=function, guest=ended.guest, at=ended.at, time=ended.time)


def _named(recorder: _Recorder, function: str) -> str:
    """The function of a group, where one alone was taken out of it."""
    functions = list(recorder.monitors.functions.get(function, ()))
    return functions[0] if len(functions) == 1 else function
