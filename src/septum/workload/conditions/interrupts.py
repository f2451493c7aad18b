"""What must hold of interrupts."""

from septum.workload.allocation import Allocation
from septum.workload.conditions.condition import SideCondition, judged
from septum.workload.deployment import Deployment


def interrupt_conditions(deployment: Deployment, allocation: Allocation) -> tuple[SideCondition, ...]:
    """Entries of the interrupt remapping table have one tenant, and suffice."""
    owners: dict[int, list[str]] = {}
    for tenant in allocation.tenants:
        for handle in tenant.handles:
            owners.setdefault(handle, []).append(tenant.name)
    wanted = {tenant.name.value: tenant.interrupts.value for tenant in deployment.tenants}
    number = f"{len(owners)} interrupt{'s' if len(owners) != 1 else ''}"
    return (
        judged(
            "interrupts.one-tenant",
            "each entry of the interrupt remapping table has one tenant",
            f"{number}, each of one tenant",
            [f"{' and '.join(names)} have handle {handle}" for handle, names in sorted(owners.items()) if names[1:]],
        ),
        judged(
            "interrupts.as-asked",
            "every tenant has as many interrupts as it asks for",
            number,
            [
                f"{tenant.name} has {len(tenant.handles)} of {wanted.get(tenant.name, 0)}"
                for tenant in allocation.tenants
                if len(tenant.handles) != wanted.get(tenant.name, 0)
            ],
        ),
    )
