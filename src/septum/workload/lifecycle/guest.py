"""One guest's part of the machine, under the names that the specification's elements have."""

from attrs import frozen

from septum.workload.allocation import AllocatedInstance, AllocatedTenant, Allocation


@frozen
class RamPage:
    """A loan of RAM: its name, the frame, and where the guest has it."""

    page: str
    frame: str
    gfn: str


@frozen
class GpuPart:
    """A GPU instance of a guest: the instance's own name, its function, the page of the function's BAR, its slices."""

    instance: str
    function: str
    bar: RamPage
    units: tuple[str, ...]


@frozen
class GuestPlan:
    """What a guest is given. `word` is what it writes into memory, and nobody else."""

    name: str
    cpus: tuple[str, ...]
    ram: tuple[RamPage, ...]
    gpus: tuple[GpuPart, ...]
    word: str


SMALL_PAGE = 12
"""Guest frame numbers count pages of 4 KiB, 2^12 bytes."""


def plan(tenant: AllocatedTenant, allocation: Allocation, name: str, life: int) -> GuestPlan:
    """What the guest `name` gets of a tenant's part, in the `life`-th use of that part, counted from 1.

    RAM lies in the guest from address 0 on, the BARs of its functions above. Loans and instances have names of their
    own in every life: the core never sees such a name twice.
    """
    frames = allocation.frames(tenant)
    size = allocation.frame_size
    ram = tuple(
        RamPage(f"{name}/0x{base:x}", f"0x{base:x}", f"0x{number * size >> SMALL_PAGE:x}")
        for number, base in enumerate(frames)
    )
    above = len(frames)
    gpus = tuple(
        _part(instance, name, f"0x{(above + number) * size >> SMALL_PAGE:x}", life)
        for number, instance in enumerate(tenant.instances)
    )
    cpus = tuple(cpu_name(cpu) for cpu in tenant.cpus)
    return GuestPlan(name, cpus, ram, gpus, f"word of {name}")


def _part(instance: AllocatedInstance, name: str, gfn: str, life: int) -> GpuPart:
    function = str(instance.function)
    again = f" life {life}" if life > 1 else ""
    return GpuPart(
        instance=f"{instance.gpu}/{instance.identifier}{again}",
        function=function,
        bar=RamPage(f"{name}/BAR of {function}", bar_name(function), gfn),
        units=tuple(unit_name(instance.gpu, unit) for unit in instance.units),
    )


def cpu_name(number: int) -> str:
    """The element for a CPU."""
    return f"cpu{number}"


def bar_name(function: str) -> str:
    """The element for the frame of a function's BAR."""
    return f"BAR of {function}"


def unit_name(gpu: str, unit: int) -> str:
    """The element for a memory unit of a GPU."""
    return f"{gpu}.{unit}"
