"""What must hold of memory. Judged on the allocation itself, not on the reasoning that made it."""

from itertools import combinations

from septum.workload.allocation import AllocatedTenant, Allocation, MemoryBlock
from septum.workload.conditions.condition import SideCondition, judged
from septum.workload.deployment import Deployment
from septum.workload.quantities import show_bytes


def memory_conditions(deployment: Deployment, allocation: Allocation) -> tuple[SideCondition, ...]:
    """Frames exist, are whole, have one tenant, and suffice."""
    blocks = [(tenant, block) for tenant in allocation.tenants for block in tenant.memory]
    there_is = show_bytes(sum(region.size.value for region in deployment.host.memory))
    lent = show_bytes(sum(tenant.bytes for tenant in allocation.tenants))
    return (
        judged(
            "memory.exists",
            "every frame lent is memory of the host",
            f"{lent} of {there_is} lent",
            [f"{tenant.name} has {show_block(b)}" for tenant, b in blocks if not _is_inside(b, deployment)],
        ),
        judged(
            "memory.whole-frames",
            "memory is lent in whole frames of one size",
            f"frames of {show_bytes(allocation.frame_size)}",
            [f"{tenant.name} has {show_block(b)}" for tenant, b in blocks if not _is_whole(b, allocation)],
        ),
        judged("memory.one-tenant", "each frame is lent to one tenant", f"{lent}, each frame once", _shared(blocks)),
        judged(
            "memory.as-asked",
            "every tenant has the memory that it asks for",
            lent,
            _too_little(deployment, allocation),
        ),
    )


def show_block(block: MemoryBlock) -> str:
    """`0x100000000..0x1ffffffff`, the last address included."""
    return f"0x{block.base:x}..0x{block.end - 1:x}"


def _is_inside(block: MemoryBlock, deployment: Deployment) -> bool:
    return any(region.base.value <= block.base and block.end <= region.end for region in deployment.host.memory)


def _is_whole(block: MemoryBlock, allocation: Allocation) -> bool:
    return block.size > 0 and block.base % allocation.frame_size == 0 and block.size % allocation.frame_size == 0


def _shared(blocks: list[tuple[AllocatedTenant, MemoryBlock]]) -> list[str]:
    return [
        f"{one.name} and {other.name} have 0x{max(a.base, b.base):x}"
        for (one, a), (other, b) in combinations(blocks, 2)
        if a.base < b.end and b.base < a.end
    ]


def _too_little(deployment: Deployment, allocation: Allocation) -> list[str]:
    has = {tenant.name: tenant.bytes for tenant in allocation.tenants}
    return [
        f"{tenant.name.value} asks for {show_bytes(tenant.memory.value)} and has "
        f"{show_bytes(has.get(tenant.name.value, 0))}"
        for tenant in deployment.tenants
        if has.get(tenant.name.value, 0) < tenant.memory.value
    ]
