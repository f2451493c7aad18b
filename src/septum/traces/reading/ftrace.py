"""ftrace's text as events."""

from collections.abc import Iterator

from septum.traces.events import Event, KernelEvent, Place, Unread
from septum.traces.reading.ftrace_fields import Fields
from septum.traces.reading.ftrace_lines import LINE, PREAMBLE, lost
from septum.traces.reading.openings import read_lines
from septum.traces.reading.sources import Source

_IOMMU = frozenset(
    (
        "map",
        "unmap",
        "attach_device_to_domain",
        "detach_device_from_domain",
        "add_device_to_group",
        "remove_device_from_group",
        "io_page_fault",
    )
)
_SYSTEMS = (("kvm_", "kvm"), ("sched_", "sched"), ("irq_", "irq"), ("msi_", "irq"), ("vgic_", "kvm"), ("vfio_", "vfio"))
_SHOWN = 200


def read_ftrace(source: Source) -> Iterator[tuple[int, Event]]:
    """The events of a file of ftrace, each with its time.

    An event whose system is not written gets it by its name, or "" where the name does not tell.
    """
    now = 0
    file = source.file
    systems: dict[str, str] = {}
    match = LINE.match
    for number, line in enumerate(read_lines(file), 1):
        found = match(line)
        if found is None:
            missing = lost(line)
            if missing:
                count = f"{missing:,} events" if missing > 0 else "events"
                yield now, Unread(Place(file, number), now, line[:_SHOWN], f"the kernel lost {count}")
            elif not PREAMBLE.match(line):
                yield now, Unread(Place(file, number), now, line[:_SHOWN], "this is no line of ftrace")
            continue
        command, thread, cpu, seconds, fraction, system, name, text = found.groups()
        now = int(seconds) * 1_000_000 + int(fraction[:6])
        if system is None:
            system = systems.get(name)
            if system is None:
                system = systems[name] = _system(name)
        place = Place(file, number)
        yield now, KernelEvent(place, now, int(thread), command, int(cpu), system, name, Fields(text or ""))


def _system(name: str) -> str:
    if name in _IOMMU:
        return "iommu"
    return next((system for start, system in _SYSTEMS if name.startswith(start)), "")
