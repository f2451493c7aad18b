"""What each tenant gets of the machine. Plain data."""

from attrs import frozen

from septum.workload.pci import PciAddress


@frozen
class MemoryBlock:
    """Contiguous physical memory: `size` bytes from `base`."""

    base: int
    size: int

    @property
    def end(self) -> int:
        """The first address after it."""
        return self.base + self.size


@frozen
class AllocatedInstance:
    """A GPU instance, with the function by which its tenant reaches it.

    `identifier`: the id that the driver gives it. `units`: the memory units of the GPU that it has.
    """

    gpu: str
    profile: str
    start: int
    size: int
    identifier: int
    function: PciAddress

    @property
    def units(self) -> range:
        """The memory units that it has."""
        return range(self.start, self.start + self.size)

    def __str__(self) -> str:
        return f"{self.profile} at {self.start} of {self.gpu}"


@frozen
class AllocatedTenant:
    """A tenant's part: CPUs by number, memory, GPU instances, other functions, entries of the table of interrupts."""

    name: str
    cpus: tuple[int, ...]
    memory: tuple[MemoryBlock, ...]
    instances: tuple[AllocatedInstance, ...]
    devices: tuple[PciAddress, ...]
    handles: tuple[int, ...]

    @property
    def bytes(self) -> int:
        """How much memory it has."""
        return sum(block.size for block in self.memory)

    @property
    def functions(self) -> tuple[PciAddress, ...]:
        """Every function that sends requests on its account."""
        return (*(instance.function for instance in self.instances), *self.devices)


@frozen
class Allocation:
    """A host divided among its tenants. `frame_size` in bytes; every block consists of whole frames."""

    frame_size: int
    tenants: tuple[AllocatedTenant, ...]

    def tenant(self, name: str) -> AllocatedTenant:
        """The part of the tenant of that name. Raises KeyError."""
        for tenant in self.tenants:
            if tenant.name == name:
                return tenant
        raise KeyError(name)

    def frames(self, tenant: AllocatedTenant) -> tuple[int, ...]:
        """The base address of every frame of a tenant, in order."""
        return tuple(base for block in tenant.memory for base in range(block.base, block.end, self.frame_size))
