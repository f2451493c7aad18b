"""The run of a deployment, and the machine that it happens on."""

from collections.abc import Iterable, Iterator

from septum.interpreter.instance import Instance, Value
from septum.workload.allocation import AllocatedTenant, Allocation
from septum.workload.deployment import Deployment
from septum.workload.lifecycle.calls import Call, Lifecycle
from septum.workload.lifecycle.guest import GuestPlan, bar_name, cpu_name, plan, unit_name
from septum.workload.lifecycle.scenes import ZERO, boot, end, look, part_name, read, write
from septum.workload.mig.tables import load_tables


def lifecycle(deployment: Deployment, allocation: Allocation) -> Lifecycle:
    """All tenants boot, and serve: each writes everywhere, then each finds what it wrote. One ends, and a successor
    gets its CPUs, frames, functions and memory slices, finds nothing in them, and serves; the others notice nothing.

    The machine is the deployment's own: its CPUs, the frames that are lent, the BAR of each function, the memory
    units of each GPU, and the units that each instance's profile has. One who has a GPU instance ends, where there
    is one: the last of them in the file.
    """
    guests = [plan(tenant, allocation, tenant.name, 1) for tenant in allocation.tenants]
    leaving = _leaving(allocation)
    position = allocation.tenants.index(leaving)
    successor = plan(leaving, allocation, _unused_name(leaving.name, allocation), 2)
    calls = tuple(_calls(guests, guests[position], successor))
    return Lifecycle(_machine(deployment, allocation, guests, successor), calls, leaving.name, successor.name)


def _leaving(allocation: Allocation) -> AllocatedTenant:
    with_gpu = [tenant for tenant in allocation.tenants if tenant.instances]
    return (with_gpu or list(allocation.tenants))[-1]


def _unused_name(name: str, allocation: Allocation) -> str:
    taken = {tenant.name for tenant in allocation.tenants}
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _calls(guests: list[GuestPlan], leaving: GuestPlan, successor: GuestPlan) -> Iterator[Call]:
    for guest in guests:
        yield from boot(guest, "boot")
    for guest in guests:
        yield from write(guest, "serve")
    for guest in guests:
        yield from read(guest, "serve", guest.word)
    phase = f"replace {leaving.name}"
    yield from end(leaving, phase)
    yield from boot(successor, phase)
    yield from look(successor, phase)
    yield from write(successor, phase)
    for guest in guests:
        served = successor if guest is leaving else guest
        yield from read(served, phase, served.word)


def _machine(deployment: Deployment, allocation: Allocation, guests: list[GuestPlan], successor: GuestPlan) -> Instance:
    everybody = [*guests, successor]
    gpus = [gpu for guest in everybody for gpu in guest.gpus]
    functions = _once(gpu.function for gpu in gpus)
    ram = _once(page.frame for guest in guests for page in guest.ram)
    most = max((len(gpu.units) for gpu in gpus), default=0)
    elements = {
        "Guest": tuple(guest.name for guest in everybody),
        "Cpu": tuple(cpu_name(number) for number in range(deployment.host.cpus.value)),
        "Frame": (*ram, *(bar_name(function) for function in functions)),
        "Page": tuple(page.page for guest in everybody for page in (*guest.ram, *(gpu.bar for gpu in guest.gpus))),
        "Gfn": _once(page.gfn for guest in everybody for page in (*guest.ram, *(gpu.bar for gpu in guest.gpus))),
        "Word": (ZERO, *(guest.word for guest in everybody)),
        "Function": functions or ("no function",),
        "Instance": _once(gpu.instance for gpu in gpus) or ("no instance",),
        "Part": tuple(part_name(number) for number in range(most)) or ("no part",),
        "Slice": _units(deployment, allocation) or ("no slice",),
    }
    has: dict[tuple[Value, ...], Value] = {
        (gpu.instance, part_name(number)): True for gpu in gpus for number in range(len(gpu.units))
    }
    return Instance(
        elements,
        {
            "Memory.ZERO": {(): ZERO},
            "Memory.is_device": {(bar_name(function),): True for function in functions},
            "Mig.bar": {(bar_name(function),): function for function in functions},
            "Mig.has": has,
        },
    )


def _units(deployment: Deployment, allocation: Allocation) -> tuple[str, ...]:
    """Every memory unit of the GPUs that somebody has an instance of."""
    used = {instance.gpu for tenant in allocation.tenants for instance in tenant.instances}
    units: list[str] = []
    for gpu in deployment.gpus:
        model = load_tables().model(gpu.model.value)
        if gpu.name.value in used and model is not None:
            units += [unit_name(gpu.name.value, unit) for unit in range(model.units)]
    return tuple(units)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
