"""Dividing a host among its tenants: the same deployment gives the same division."""

from collections.abc import Iterator

from septum.workload.allocation import AllocatedInstance, AllocatedTenant, Allocation, MemoryBlock
from septum.workload.deployment import Deployment, Gpu, Slice
from septum.workload.frames import frame_size, frames_for, lendable
from septum.workload.mig.identifiers import instance_identifier
from septum.workload.mig.tables import load_tables
from septum.workload.pci import PciAddress


def allocate(deployment: Deployment) -> Allocation:
    """Who gets what, tenant by tenant in the order of the file.

    CPUs and interrupt handles from 0 up; memory from the lowest address, in frames of the size that
    `frames.frame_size` chooses; to each slice the function that it names, or else the first of its GPU that nobody
    names or has; the instance's id from its place. A deployment that has been read has room for everybody.
    """
    regions = [(region.base.value, region.end) for region in deployment.host.memory]
    size = frame_size(regions, [tenant.memory.value for tenant in deployment.tenants])
    frames = (base for start, end in lendable(regions, size) for base in range(start, end, size))
    functions = _functions(deployment)
    cpu = handle = 0
    tenants: list[AllocatedTenant] = []
    for tenant in deployment.tenants:
        instances = tuple(
            _instance(deployment.gpu(part.gpu.value), part, functions[position])
            for position, part in _slices(deployment)
            if position[0] == tenant.name.value
        )
        tenants.append(
            AllocatedTenant(
                name=tenant.name.value,
                cpus=tuple(range(cpu, cpu + tenant.vcpus.value)),
                memory=_take(frames, frames_for(tenant.memory.value, size), size),
                instances=instances,
                devices=tuple(device.function.value for device in tenant.devices),
                handles=tuple(range(handle, handle + tenant.interrupts.value)),
            )
        )
        cpu += tenant.vcpus.value
        handle += tenant.interrupts.value
    return Allocation(size, tuple(tenants))


def _take(frames: Iterator[int], number: int, size: int) -> tuple[MemoryBlock, ...]:
    """The next `number` frames, adjacent ones together."""
    blocks: list[MemoryBlock] = []
    for _ in range(number):
        base = next(frames)
        if blocks and blocks[-1].end == base:
            blocks[-1] = MemoryBlock(blocks[-1].base, blocks[-1].size + size)
        else:
            blocks.append(MemoryBlock(base, size))
    return tuple(blocks)


_Position = tuple[str, int]
"""A tenant, and which of its slices."""


def _slices(deployment: Deployment) -> Iterator[tuple[_Position, Slice]]:
    for tenant in deployment.tenants:
        for number, part in enumerate(tenant.slices):
            yield (tenant.name.value, number), part


def _functions(deployment: Deployment) -> dict[_Position, PciAddress]:
    """The function of every slice."""
    chosen = {position: part.function.value for position, part in _slices(deployment) if part.function is not None}
    taken = set(chosen.values())
    for position, part in _slices(deployment):
        if position not in chosen:
            free = (address for address in deployment.gpu(part.gpu.value).addresses if address not in taken)
            chosen[position] = next(free)
            taken.add(chosen[position])
    return chosen


def _instance(gpu: Gpu, part: Slice, function: PciAddress) -> AllocatedInstance:
    model = load_tables().model(gpu.model.value)
    profile = model.profile(part.profile.value) if model is not None else None
    if model is None or profile is None:
        raise ValueError(f"{gpu.model.value} has no profile {part.profile.value}")
    return AllocatedInstance(
        gpu=gpu.name.value,
        profile=profile.name,
        start=part.start.value,
        size=profile.size,
        identifier=instance_identifier(model.units, part.start.value, profile.size),
        function=function,
    )
