"""What must hold of PCI functions."""

from septum.workload.allocation import Allocation
from septum.workload.conditions.condition import SideCondition, judged
from septum.workload.deployment import Deployment
from septum.workload.pci import PciAddress


def function_conditions(deployment: Deployment, allocation: Allocation) -> tuple[SideCondition, ...]:
    """Requester ids have one tenant; the functions that serve instances are their GPUs', one for each."""
    owners: dict[PciAddress, list[str]] = {}
    for tenant in allocation.tenants:
        for function in tenant.functions:
            owners.setdefault(function, []).append(tenant.name)
    virtual = {address for gpu in deployment.gpus for address in gpu.addresses}
    wrong = [
        f"{instance.function} of {tenant.name} is no function of {instance.gpu}"
        for tenant in allocation.tenants
        for instance in tenant.instances
        if instance.function not in deployment.gpu(instance.gpu).addresses
    ]
    stray = [
        f"{device} of {tenant.name} is a GPU's"
        for tenant in allocation.tenants
        for device in tenant.devices
        if device in virtual or any(device == gpu.address.value for gpu in deployment.gpus)
    ]
    ids = f"{len(owners)} requester id{'s' if len(owners) != 1 else ''}"
    return (
        judged(
            "functions.one-tenant",
            "each requester id has one tenant, and one instance or device",
            f"{ids}, each of one tenant",
            [f"{' and '.join(names)} have {address}" for address, names in sorted(owners.items()) if len(names) > 1],
        ),
        judged("functions.of-their-gpu", "an instance is reached by a function of its GPU", ids, wrong),
        judged("functions.devices-apart", "no device of a tenant is a function of a GPU", ids, stray),
    )
