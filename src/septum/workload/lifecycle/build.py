"""The run of a deployment, and the machine that it happens on."""

from collections.abc import Iterable, Iterator, Sequence

from septum.interpreter.instance import Instance, Meaning, Value
from septum.workload.allocation import AllocatedTenant, Allocation
from septum.workload.deployment import Deployment
from septum.workload.lifecycle.calls import Call, Lifecycle
from septum.workload.lifecycle.guest import GuestPlan, cpu_name, part_name, plan, unit_name
from septum.workload.lifecycle.scenes.beginning import boot, switch_on
from septum.workload.lifecycle.scenes.calling import ZERO
from septum.workload.lifecycle.scenes.ending import end
from septum.workload.lifecycle.scenes.serving import look, read, write
from septum.workload.mig.tables import load_tables
from septum.workload.shared import shared_between, taken_as_one

LEFT = "left by nobody knows whom"


def lifecycle(deployment: Deployment, allocation: Allocation) -> Lifecycle:
    """All tenants boot, and serve: each writes everywhere, then each finds what it wrote. One ends, and a successor
    gets its CPUs, tag, frames, functions, interrupts, instances and memory slices, finds nothing in them, and serves;
    the others notice nothing.

    The machine is the deployment's own: its CPUs, the frames that are lent, the BAR and the MSI-X table of each
    function, the handles of interrupts, the memory units of each GPU, and the units that each instance's profile has.
    Tenants who share something by intent are one. One who has a GPU instance ends, where there is one: the last of
    them in the file.
    """
    allocation = taken_as_one(allocation, shared_between(deployment))
    guests = [plan(tenant, allocation, tenant.name) for tenant in allocation.tenants]
    leaving = _leaving(allocation)
    position = allocation.tenants.index(leaving)
    successor = plan(leaving, allocation, _unused_name(leaving.name, allocation))
    cpus = tuple(cpu_name(number) for number in range(deployment.host.cpus.value))
    calls = tuple(_calls(guests, guests[position], successor, cpus))
    machine = Instance(
        _elements(cpus, [*guests, successor], _units(deployment, allocation)), _constants([*guests, successor])
    )
    return Lifecycle(machine, calls, leaving.name, successor.name, LEFT)


def _leaving(allocation: Allocation) -> AllocatedTenant:
    with_gpu = [tenant for tenant in allocation.tenants if tenant.instances]
    return (with_gpu or list(allocation.tenants))[-1]


def _unused_name(name: str, allocation: Allocation) -> str:
    taken = {tenant.name for tenant in allocation.tenants}
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _calls(
    guests: Sequence[GuestPlan], leaving: GuestPlan, successor: GuestPlan, cpus: Sequence[str]
) -> Iterator[Call]:
    yield from switch_on((part for guest in guests for part in guest.functions), "boot")
    for guest in guests:
        yield from boot(guest, cpus, "boot")
    for guest in guests:
        yield from write(guest, "serve")
    for guest in guests:
        yield from read(guest, "serve", guest.word)
    phase = f"replace {leaving.name}"
    yield from end(leaving, cpus, phase)
    yield from boot(successor, cpus, phase)
    yield from look(successor, phase)
    yield from write(successor, phase)
    for guest in guests:
        served = successor if guest is leaving else guest
        yield from read(served, phase, served.word)


def _elements(cpus: Sequence[str], guests: Sequence[GuestPlan], units: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The elements of every sort that the run speaks of."""
    functions = [part for guest in guests for part in guest.functions]
    gpus = [gpu for guest in guests for gpu in guest.gpus]
    addresses = _once((part.function for part in functions), "no function")
    most = max((len(gpu.units) for gpu in gpus), default=0)
    return {
        "Guest": tuple(guest.name for guest in guests),
        "Cpu": tuple(cpus),
        "Vcpu": tuple(turn.vcpu for guest in guests for turn in guest.turns),
        "Vmid": _once(guest.vmid for guest in guests),
        "Frame": _once(page.frame for guest in guests for page in guest.pages),
        "Page": tuple(page.page for guest in guests for page in guest.pages),
        "Gfn": _once(page.gfn for guest in guests for page in guest.pages),
        "Word": (ZERO, LEFT, *(guest.word for guest in guests)),
        "Function": addresses,
        "RequesterId": addresses,
        "Iova": _once((part.buffer.gfn for part in functions), "no address"),
        "Handle": _once((i.handle for part in functions for i in part.interrupts), "no handle"),
        "Instance": _once((gpu.instance for gpu in gpus), "no instance"),
        "Part": _once((part_name(number) for number in range(most)), "no part"),
        "Slice": _once(units, "no slice"),
    }


def _constants(guests: Sequence[GuestPlan]) -> dict[str, Meaning]:
    """What is fixed on this machine. A frame of no other kind is RAM."""
    kinds: dict[tuple[Value, ...], Value] = {}
    behind: dict[tuple[Value, ...], Value] = {}
    for part in (part for guest in guests for part in guest.functions):
        kinds |= {(part.registers.frame,): "BAR", (part.vectors.frame,): "MSIX_TABLE"}
        behind |= {(page.frame,): part.function for page in (part.registers, part.vectors)}
    functions = [part.function for guest in guests for part in guest.functions]
    return {
        "Memory.ZERO": {(): ZERO},
        "Memory.kind": kinds,
        "Scheduling.guest_of": {(turn.vcpu,): guest.name for guest in guests for turn in guest.turns},
        "Pci.function_at": behind,
        "Pci.function_of": {(function,): function for function in functions},
        "Mig.has": {
            (gpu.instance, part_name(number)): True
            for guest in guests
            for gpu in guest.gpus
            for number in range(len(gpu.units))
        },
    }


def _units(deployment: Deployment, allocation: Allocation) -> tuple[str, ...]:
    """Every memory unit of the GPUs that somebody has an instance of."""
    used = {instance.gpu for tenant in allocation.tenants for instance in tenant.instances}
    units: list[str] = []
    for gpu in deployment.gpus:
        model = load_tables().model(gpu.model.value)
        if gpu.name.value in used and model is not None:
            units += [unit_name(gpu.name.value, unit) for unit in range(model.units)]
    return tuple(units)


def _once(names: Iterable[str], otherwise: str = "") -> tuple[str, ...]:
    """The names, each once; where there are none, the one that stands for nothing."""
    return tuple(dict.fromkeys(names)) or (otherwise,)
