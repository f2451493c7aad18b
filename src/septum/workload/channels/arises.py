"""The rules of placement: where two tenants come to share hardware that nobody divides.

Each rule gives what the two share, for people to read; nothing where they share nothing of that kind.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import frozen

from septum.workload.allocation import AllocatedTenant
from septum.workload.deployment import Deployment
from septum.workload.mig.tables import load_tables


@frozen
class Placement:
    """Two tenants on a host."""

    deployment: Deployment
    one: AllocatedTenant
    other: AllocatedTenant


Rule = Callable[[Placement], tuple[str, ...]]


def _gpus(tenant: AllocatedTenant) -> frozenset[str]:
    return frozenset(instance.gpu for instance in tenant.instances)


def one_gpu(placement: Placement) -> tuple[str, ...]:
    """GPUs of which both have an instance."""
    return tuple(sorted(_gpus(placement.one) & _gpus(placement.other)))


def one_link(placement: Placement) -> tuple[str, ...]:
    """GPUs that both use, and PCI buses on which both have a device: what is on one bus is behind one link.

    Source: PCI Express Base, a link connects two ports, and a port below it has one bus.
    """
    buses = [
        {(address.segment, address.bus) for address in tenant.devices} for tenant in (placement.one, placement.other)
    ]
    shared = sorted(buses[0] & buses[1])
    return (*one_gpu(placement), *(f"bus {segment:04x}:{bus:02x}" for segment, bus in shared))


def one_host(placement: Placement) -> tuple[str, ...]:
    """The host: every two tenants of a deployment are on it."""
    return (placement.deployment.host.name.value,)


def one_core(placement: Placement) -> tuple[str, ...]:
    """Cores of which both have a hardware thread."""
    threads = placement.deployment.host.threads_per_core
    cores = [{cpu // threads for cpu in tenant.cpus} for tenant in (placement.one, placement.other)]
    return tuple(f"core {core}" for core in sorted(cores[0] & cores[1]))


def one_fabric(placement: Placement) -> tuple[str, ...]:
    """NVLink fabrics in which both have a whole GPU: smaller instances have no NVLink, by default.

    Source: open-gpu-kernel-modules, kmigmgrIsMIGNvlinkP2PSupported_IMPL.
    """
    fabrics = [_fabrics(placement.deployment, tenant) for tenant in (placement.one, placement.other)]
    return tuple(sorted(fabrics[0] & fabrics[1]))


def _fabrics(deployment: Deployment, tenant: AllocatedTenant) -> frozenset[str]:
    found: set[str] = set()
    for instance in tenant.instances:
        gpu = deployment.gpu(instance.gpu)
        model = load_tables().model(gpu.model.value)
        if gpu.nvlink is not None and model is not None and instance.size == model.units:
            found.add(gpu.nvlink.value)
    return frozenset(found)


def one_iommu(placement: Placement) -> tuple[str, ...]:
    """The host, where both have functions that send requests: which IOMMU serves which is not in a deployment."""
    both = placement.one.functions and placement.other.functions
    return one_host(placement) if both else ()


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "one-gpu": one_gpu,
        "one-link": one_link,
        "one-host": one_host,
        "one-core": one_core,
        "one-fabric": one_fabric,
        "one-iommu": one_iommu,
    }
)
"""Every rule, by the name that the table of channels uses."""
