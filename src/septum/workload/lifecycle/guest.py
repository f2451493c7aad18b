"""One guest's part of the machine, under the names that the specification's elements have."""

from collections.abc import Sequence
from itertools import cycle

from attrs import frozen

from septum.workload.allocation import AllocatedInstance, AllocatedTenant, Allocation


@frozen
class LentPage:
    """A loan: its name, the frame, and where the guest has it."""

    page: str
    frame: str
    gfn: str


@frozen
class Turn:
    """A virtual CPU, and the CPU that it runs on."""

    cpu: str
    vcpu: str


@frozen
class Interrupt:
    """An interrupt: the handle that its message carries, and the virtual CPU that hears of it."""

    handle: str
    target: Turn


@frozen
class FunctionPart:
    """A PCI function of a guest: its pages, the page of RAM that it reads and writes, the interrupts that it raises.

    A function has one requester id, its address; the buffer's I/O address is the one that the guest itself has for it.
    """

    function: str
    registers: LentPage
    vectors: LentPage
    buffer: LentPage
    interrupts: tuple[Interrupt, ...]


@frozen
class GpuPart:
    """A GPU instance of a guest: the instance's own name, its function, the memory units of the GPU that it has."""

    instance: str
    function: FunctionPart
    units: tuple[str, ...]


@frozen
class GuestPlan:
    """What a guest is given. `word` is what it writes into memory, and nobody else."""

    name: str
    vmid: str
    turns: tuple[Turn, ...]
    ram: tuple[LentPage, ...]
    functions: tuple[FunctionPart, ...]
    gpus: tuple[GpuPart, ...]
    word: str

    @property
    def pages(self) -> tuple[LentPage, ...]:
        """Everything that it is lent: RAM, then the pages of its functions."""
        return (*self.ram, *(page for part in self.functions for page in (part.registers, part.vectors)))

    @property
    def buffers(self) -> tuple[LentPage, ...]:
        """The pages of RAM that its functions read and write, each once."""
        return tuple(dict.fromkeys(part.buffer for part in self.functions))


SMALL_PAGE = 12
"""Guest frame numbers count pages of 4 KiB, 2^12 bytes."""


def plan(tenant: AllocatedTenant, allocation: Allocation, name: str) -> GuestPlan:
    """What the guest `name` gets of a tenant's part.

    RAM lies in the guest from address 0 on, the pages of its functions above. Each function has a page of RAM for a
    buffer, and the tenant's interrupts go round its functions and its virtual CPUs. Loans have names of their own for
    every guest: the core never sees such a name twice.
    """
    size = allocation.frame_size
    frames = allocation.frames(tenant)
    ram = tuple(LentPage(f"{name}/0x{base:x}", f"0x{base:x}", _gfn(number, size)) for number, base in enumerate(frames))
    turns = tuple(Turn(cpu_name(cpu), f"{name}/vcpu{number}") for number, cpu in enumerate(tenant.cpus))
    addresses = [str(function) for function in tenant.functions]
    interrupts = _interrupts(tenant.handles, turns, len(addresses))
    functions = tuple(
        FunctionPart(
            function=address,
            registers=_page_of(name, bar_name(address), _gfn(len(frames) + 2 * number, size)),
            vectors=_page_of(name, table_name(address), _gfn(len(frames) + 2 * number + 1, size)),
            buffer=ram[number % len(ram)],
            interrupts=interrupts[number],
        )
        for number, address in enumerate(addresses)
    )
    gpus = tuple(_gpu(instance, functions[number]) for number, instance in enumerate(tenant.instances))
    position = allocation.tenants.index(tenant)
    return GuestPlan(name, f"vmid{position + 1}", turns, ram, functions, gpus, f"word of {name}")


def _gfn(number: int, size: int) -> str:
    return f"0x{number * size >> SMALL_PAGE:x}"


def _page_of(guest: str, frame: str, gfn: str) -> LentPage:
    return LentPage(f"{guest}/{frame}", frame, gfn)


def _interrupts(handles: Sequence[int], turns: Sequence[Turn], functions: int) -> list[tuple[Interrupt, ...]]:
    """The interrupts of each of so many functions."""
    found: list[list[Interrupt]] = [[] for _ in range(functions)]
    for function, handle, turn in zip(cycle(found), handles, cycle(turns), strict=False):
        function.append(Interrupt(handle_name(handle), turn))
    return [tuple(interrupts) for interrupts in found]


def _gpu(instance: AllocatedInstance, function: FunctionPart) -> GpuPart:
    units = tuple(unit_name(instance.gpu, unit) for unit in instance.units)
    return GpuPart(f"{instance.gpu}/{instance.identifier}", function, units)


def cpu_name(number: int) -> str:
    """The element for a CPU."""
    return f"cpu{number}"


def handle_name(number: int) -> str:
    """The element for an entry of the interrupt remapping table."""
    return f"handle{number}"


def bar_name(function: str) -> str:
    """The element for the frame of a function's BAR."""
    return f"BAR of {function}"


def table_name(function: str) -> str:
    """The element for the frame of a function's MSI-X table."""
    return f"MSI-X table of {function}"


def unit_name(gpu: str, unit: int) -> str:
    """The element for a memory unit of a GPU."""
    return f"{gpu}.{unit}"


def part_name(number: int) -> str:
    """The element for a place inside an instance."""
    return f"part {number}"
