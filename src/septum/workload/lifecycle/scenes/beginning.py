"""From a machine that has just been switched on to a guest on its CPUs."""

from collections.abc import Iterable, Iterator

from septum.workload.lifecycle.calls import Call
from septum.workload.lifecycle.guest import FunctionPart, GpuPart, GuestPlan, LentPage, part_name
from septum.workload.lifecycle.scenes.calling import call

ALL_RIGHTS = frozenset({"READ", "WRITE", "EXECUTE"})
DATA_RIGHTS = frozenset({"READ", "WRITE"})


def switch_on(functions: Iterable[FunctionPart], phase: str) -> Iterator[Call]:
    """Every function is blocked, drained and reset, whatever the firmware did with it."""
    for part in functions:
        yield call(phase, "quarantine", function=part.function)
        yield call(phase, "drain", function=part.function)
        yield call(phase, "reset", function=part.function)


def boot(guest: GuestPlan, cpus: Iterable[str], phase: str) -> Iterator[Call]:
    """The guest is created, given its memory, functions, interrupts and instances, started, and put on its CPUs.

    `cpus`: all of the machine.
    """
    yield call(phase, "create", guest=guest.name)
    for buffer in guest.buffers:
        yield call(phase, "reserve", guest=guest.name, iova=buffer.gfn)
    for ram in guest.ram:
        yield call(phase, "scrub", frame=ram.frame)
        yield from _lend("lend", guest, ram, ALL_RIGHTS, phase)
    for function in guest.functions:
        yield from _give_function(guest, function, phase)
    for gpu in guest.gpus:
        yield from _give_instance(guest, gpu, phase)
    yield call(phase, "start", guest=guest.name)
    for cpu in cpus:
        yield call(phase, "flush_vmid", cpu=cpu, vmid=guest.vmid)
    yield call(phase, "bind_vmid", guest=guest.name, vmid=guest.vmid)
    for turn in guest.turns:
        yield call(phase, "clear_cpu", cpu=turn.cpu)
        yield call(phase, "load_vcpu", cpu=turn.cpu, vcpu=turn.vcpu)


def _give_function(guest: GuestPlan, part: FunctionPart, phase: str) -> Iterator[Call]:
    yield call(phase, "assign", guest=guest.name, function=part.function)
    yield call(phase, "attach", requester=part.function)
    for page in (part.registers, part.vectors):
        yield from _lend("lend_device", guest, page, DATA_RIGHTS, phase)
    for interrupt in part.interrupts:
        yield call(phase, "flush_handle", handle=interrupt.handle)
        yield call(
            phase,
            "route_interrupt",
            handle=interrupt.handle,
            requester=part.function,
            vcpu=interrupt.target.vcpu,
        )


def _give_instance(guest: GuestPlan, gpu: GpuPart, phase: str) -> Iterator[Call]:
    for number, unit in enumerate(gpu.units):
        yield call(phase, "scrub_slice", unit=unit)
        yield call(phase, "route", instance=gpu.instance, part=part_name(number), unit=unit)
    yield call(phase, "clear_local_memory", instance=gpu.instance)
    yield call(phase, "renew", instance=gpu.instance)
    yield call(phase, "bind", guest=guest.name, function=gpu.function.function, instance=gpu.instance)


def _lend(step: str, guest: GuestPlan, page: LentPage, rights: frozenset[str], phase: str) -> Iterator[Call]:
    yield call(phase, step, guest=guest.name, page=page.page, frame=page.frame)
    yield call(phase, "map_page", guest=guest.name, gfn=page.gfn, page=page.page, rights=rights)
