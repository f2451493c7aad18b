"""A guest's end: all that it had comes back."""

from collections.abc import Iterable, Iterator

from septum.workload.lifecycle.calls import Call
from septum.workload.lifecycle.guest import FunctionPart, GuestPlan, LentPage, part_name
from septum.workload.lifecycle.scenes.calling import call


def end(guest: GuestPlan, cpus: Iterable[str], phase: str) -> Iterator[Call]:
    """The guest is taken off its CPUs, gives everything back, and is no more.

    `cpus`: all of the machine; each has to forget every page.
    """
    everywhere = tuple(cpus)
    for turn in guest.turns:
        yield call(phase, "save_vcpu", cpu=turn.cpu, vcpu=turn.vcpu)
    yield call(phase, "quiesce", guest=guest.name)
    for part in guest.functions:
        yield from _block(part, phase)
        for page in (part.registers, part.vectors):
            yield from _take_back(guest, page, everywhere, phase)
    for gpu in guest.gpus:
        yield call(phase, "unbind", function=gpu.function.function, instance=gpu.instance)
        for number in range(len(gpu.units)):
            yield call(phase, "unroute", instance=gpu.instance, part=part_name(number))
    for part in guest.functions:
        yield call(phase, "reset", function=part.function)
        yield call(phase, "release", function=part.function)
    for ram in guest.ram:
        yield from _take_back(guest, ram, everywhere, phase)
    yield call(phase, "unbind_vmid", guest=guest.name)
    yield call(phase, "destroy", guest=guest.name)


def _block(part: FunctionPart, phase: str) -> Iterator[Call]:
    """No interrupt and no request of the function goes anywhere any more, and none is under way."""
    for interrupt in part.interrupts:
        yield call(
            phase,
            "unroute_interrupt",
            handle=interrupt.handle,
            requester=part.function,
            vcpu=interrupt.target.vcpu,
        )
    yield call(phase, "detach", requester=part.function)
    yield call(phase, "quarantine", function=part.function)
    yield call(phase, "drain", function=part.function)


def _take_back(guest: GuestPlan, page: LentPage, cpus: tuple[str, ...], phase: str) -> Iterator[Call]:
    yield call(phase, "unmap_page", guest=guest.name, gfn=page.gfn, page=page.page)
    yield call(phase, "revoke", page=page.page)
    for cpu in cpus:
        yield call(phase, "acknowledge", cpu=cpu, page=page.page)
    yield call(phase, "flush_io", page=page.page)
    yield call(phase, "take_back", page=page.page)
