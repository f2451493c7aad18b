"""What must hold of CPUs."""

from septum.workload.allocation import Allocation
from septum.workload.conditions.condition import SideCondition, judged
from septum.workload.deployment import Deployment


def cpu_conditions(deployment: Deployment, allocation: Allocation) -> tuple[SideCondition, ...]:
    """CPUs exist, have one tenant, and suffice: a virtual CPU has a physical one of its own."""
    there_are = deployment.host.cpus.value
    owners: dict[int, list[str]] = {}
    for tenant in allocation.tenants:
        for cpu in tenant.cpus:
            owners.setdefault(cpu, []).append(tenant.name)
    wanted = {tenant.name.value: tenant.vcpus.value for tenant in deployment.tenants}
    used = f"{len(owners)} of {there_are}"
    return (
        judged(
            "cpus.exist",
            "every CPU given to a tenant is one of the host",
            used,
            [f"{', '.join(names)} on CPU {cpu}" for cpu, names in sorted(owners.items()) if not 0 <= cpu < there_are],
        ),
        judged(
            "cpus.one-tenant",
            "each CPU is given to one tenant",
            f"{used}, each to one tenant",
            [f"{' and '.join(names)} have CPU {cpu}" for cpu, names in sorted(owners.items()) if len(names) > 1],
        ),
        judged(
            "cpus.as-asked",
            "every tenant has a CPU for each of its vCPUs",
            f"{sum(wanted.values())} vCPUs",
            [
                f"{tenant.name} has {len(tenant.cpus)} for {wanted.get(tenant.name, 0)}"
                for tenant in allocation.tenants
                if len(tenant.cpus) != wanted.get(tenant.name, 0)
            ],
        ),
    )
