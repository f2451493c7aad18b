"""A deployment: one host, its GPUs, the tenants, what they knowingly share. Plain data; each value has its place."""

from datetime import date
from typing import Generic, TypeVar

from attrs import field, frozen

from septum.diagnostics import Span
from septum.workload.pci import PciAddress

T = TypeVar("T")


@frozen
class Located(Generic[T]):
    """A value, and where it stands. Two are equal where they say the same."""

    value: T
    span: Span = field(eq=False)


@frozen
class MemoryRegion:
    """Physical memory that may be lent: `size` bytes from address `base`."""

    base: Located[int]
    size: Located[int]
    span: Span = field(eq=False)

    @property
    def end(self) -> int:
        """The first address after it."""
        return self.base.value + self.size.value


@frozen
class Host:
    """The machine. `cpus` counts what Linux calls CPUs: hardware threads, `threads_per_core` on each core.

    `sockets`: on how many sockets they are, as many on each; None where the file does not say.
    `facts`: a captured sysfs tree, or `live`.
    """

    name: Located[str]
    architecture: Located[str]
    cpus: Located[int]
    threads_per_core: int
    sockets: Located[int] | None
    memory: tuple[MemoryRegion, ...]
    facts: Located[str] | None
    span: Span = field(eq=False)


@frozen
class FunctionRange:
    """The virtual functions of a GPU: `count` functions of consecutive routing ids from `first`."""

    first: Located[PciAddress]
    count: Located[int]
    span: Span = field(eq=False)

    @property
    def addresses(self) -> tuple[PciAddress, ...]:
        """Every function, in order."""
        return tuple(self.first.value.plus(offset) for offset in range(self.count.value))


@frozen
class Gpu:
    """A GPU. `functions` is None where it has no virtual functions; `nvlink` names the fabric that it is part of."""

    name: Located[str]
    model: Located[str]
    address: Located[PciAddress]
    functions: FunctionRange | None
    nvlink: Located[str] | None
    span: Span = field(eq=False)

    @property
    def addresses(self) -> tuple[PciAddress, ...]:
        """The functions by which tenants can be served: the virtual ones, or else the physical one."""
        return self.functions.addresses if self.functions is not None else (self.address.value,)


@frozen
class Slice:
    """A GPU instance asked for: a profile, at a memory unit of a GPU. `function`: by which one, where it is said."""

    gpu: Located[str]
    profile: Located[str]
    start: Located[int]
    function: Located[PciAddress] | None
    span: Span = field(eq=False)


@frozen
class Device:
    """Another device of a tenant's own, passed through."""

    kind: Located[str]
    function: Located[PciAddress]
    span: Span = field(eq=False)


@frozen
class Tenant:
    """A tenant. Tenants of one `trust` accept each other's residual channels; `memory` is in bytes."""

    name: Located[str]
    trust: Located[str]
    vcpus: Located[int]
    memory: Located[int]
    slices: tuple[Slice, ...]
    devices: tuple[Device, ...]
    interrupts: Located[int]
    span: Span = field(eq=False)


Pair = tuple[str, str]
"""The names of two tenants, in the order of the file."""


@frozen
class Between:
    """Two tenants as somebody wrote them, in any order."""

    one: Located[str]
    other: Located[str]

    def is_pair(self, pair: Pair) -> bool:
        """Whether it is these two."""
        return {self.one.value, self.other.value} == set(pair)


@frozen
class Channel:
    """Sharing that two tenants declare."""

    name: Located[str]
    kind: Located[str]
    between: Between
    span: Span = field(eq=False)


@frozen
class Acceptance:
    """A residual channel taken knowingly. `between` is None where it is all pairs; `until` is the last day of it."""

    channel: Located[str]
    between: tuple[Between, ...] | None
    until: Located[date]
    because: str
    span: Span = field(eq=False)

    def covers(self, pair: Pair) -> bool:
        """Whether it is about these two."""
        return self.between is None or any(between.is_pair(pair) for between in self.between)


@frozen
class Deployment:
    """A deployment file that has been read and judged: names are distinct and known, placements possible.

    `file` is the path as the user gave it, `text` what it says. `workload` is None where the file names none.
    """

    file: str
    profile: Located[str]
    workload: Located[str] | None
    host: Host
    gpus: tuple[Gpu, ...]
    tenants: tuple[Tenant, ...]
    channels: tuple[Channel, ...]
    accepts: tuple[Acceptance, ...]
    text: str = field(repr=False, eq=False)

    def gpu(self, name: str) -> Gpu:
        """The GPU of that name. Raises KeyError."""
        for gpu in self.gpus:
            if gpu.name.value == name:
                return gpu
        raise KeyError(name)

    def tenant(self, name: str) -> Tenant:
        """The tenant of that name. Raises KeyError."""
        for tenant in self.tenants:
            if tenant.name.value == name:
                return tenant
        raise KeyError(name)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two tenants, in the order of the file."""
        names = [tenant.name.value for tenant in self.tenants]
        return tuple((one, other) for i, one in enumerate(names) for other in names[i + 1 :])
