"""What happens to a guest, call by call: in the words of the profile's steps."""

from collections.abc import Iterator

from septum.interpreter.instance import Value
from septum.workload.lifecycle.calls import Call
from septum.workload.lifecycle.guest import GpuPart, GuestPlan, RamPage

ZERO = "zero"
ALL_RIGHTS = frozenset({"READ", "WRITE", "EXECUTE"})
DATA_RIGHTS = frozenset({"READ", "WRITE"})


def boot(guest: GuestPlan, phase: str) -> Iterator[Call]:
    """The guest is created, given its memory, functions and instances, started, and put on its CPUs."""
    yield _call(phase, "create", guest=guest.name)
    for ram in guest.ram:
        yield _call(phase, "scrub", frame=ram.frame)
        yield from _lend(guest, ram, ALL_RIGHTS, phase)
    for gpu in guest.gpus:
        yield _call(phase, "assign", guest=guest.name, function=gpu.function)
        for number, unit in enumerate(gpu.units):
            yield _call(phase, "scrub_slice", unit=unit)
            yield _call(phase, "route", instance=gpu.instance, part=part_name(number), unit=unit)
        yield _call(phase, "bind", guest=guest.name, function=gpu.function, instance=gpu.instance)
        yield from _lend(guest, gpu.bar, DATA_RIGHTS, phase)
    yield _call(phase, "start", guest=guest.name)
    for cpu in guest.cpus:
        yield _call(phase, "dispatch", cpu=cpu, guest=guest.name)


def write(guest: GuestPlan, phase: str) -> Iterator[Call]:
    """The guest touches its memory from every CPU, and writes its word everywhere: RAM, and its instances."""
    for number, cpu in enumerate(guest.cpus):
        # Every page from the first CPU; from the others one page, for the entry that it leaves in their TLB.
        for ram in guest.ram if number == 0 else guest.ram[:1]:
            for access in ("READ", "WRITE", "EXECUTE"):
                yield _at(phase, "fill_tlb", cpu, guest, ram, access=access)
            yield _at(phase, "store", cpu, guest, ram, word=guest.word)
            yield _at(phase, "fetch", cpu, guest, ram, returns=guest.word)
        for gpu in guest.gpus if number == 0 else ():
            for access in ("READ", "WRITE"):
                yield _at(phase, "fill_tlb", cpu, guest, gpu.bar, access=access)
            for part in _parts(gpu):
                yield _at(phase, "gpu_store", cpu, guest, gpu.bar, instance=gpu.instance, part=part, word=guest.word)


def read(guest: GuestPlan, phase: str, word: str) -> Iterator[Call]:
    """The guest reads all its memory, and finds `word` everywhere."""
    cpu = guest.cpus[0]
    for ram in guest.ram:
        yield _at(phase, "load", cpu, guest, ram, returns=word)
    for gpu in guest.gpus:
        for part in _parts(gpu):
            yield _at(phase, "gpu_load", cpu, guest, gpu.bar, instance=gpu.instance, part=part, returns=word)


def look(guest: GuestPlan, phase: str) -> Iterator[Call]:
    """A guest that has written nothing reads all its memory, and finds nothing in it."""
    cpu = guest.cpus[0]
    for page in (*guest.ram, *(gpu.bar for gpu in guest.gpus)):
        yield _at(phase, "fill_tlb", cpu, guest, page, access="READ")
    yield from read(guest, phase, ZERO)


def end(guest: GuestPlan, phase: str) -> Iterator[Call]:
    """The guest is taken off its CPUs, gives everything back, and is no more."""
    for cpu in guest.cpus:
        yield _call(phase, "preempt", cpu=cpu)
    yield _call(phase, "quiesce", guest=guest.name)
    for gpu in guest.gpus:
        yield from _take_back(guest, gpu.bar, phase)
        yield _call(phase, "unbind", function=gpu.function, instance=gpu.instance)
        for number in range(len(gpu.units)):
            yield _call(phase, "unroute", instance=gpu.instance, part=part_name(number))
        yield _call(phase, "release", function=gpu.function)
    for ram in guest.ram:
        yield from _take_back(guest, ram, phase)
    yield _call(phase, "destroy", guest=guest.name)


def part_name(number: int) -> str:
    """The element for a place inside an instance."""
    return f"part {number}"


def _parts(gpu: GpuPart) -> Iterator[str]:
    return (part_name(number) for number in range(len(gpu.units)))


def _lend(guest: GuestPlan, page: RamPage, rights: frozenset[str], phase: str) -> Iterator[Call]:
    yield _call(phase, "lend", guest=guest.name, page=page.page, frame=page.frame)
    yield _call(phase, "map_page", guest=guest.name, gfn=page.gfn, page=page.page, rights=rights)


def _take_back(guest: GuestPlan, page: RamPage, phase: str) -> Iterator[Call]:
    yield _call(phase, "unmap_page", guest=guest.name, gfn=page.gfn, page=page.page)
    yield _call(phase, "invalidate", page=page.page)
    yield _call(phase, "take_back", page=page.page)


def _call(phase: str, step: str, **arguments: Value) -> Call:
    return Call(phase, step, arguments)


def _at(
    phase: str, step: str, cpu: str, guest: GuestPlan, page: RamPage, returns: str | None = None, **more: Value
) -> Call:
    """A guest's access, or the hardware's on its account, at a page of its own."""
    where: dict[str, Value] = {"cpu": cpu, "guest": guest.name, "gfn": page.gfn, "page": page.page}
    return Call(phase, step, where | more, returns)
