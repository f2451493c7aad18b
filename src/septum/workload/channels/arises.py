"""The rules of placement: where two tenants come to share hardware that nobody divides.

Each rule gives what the two share, for people to read; nothing where they share nothing of that kind. A rule takes
both tenants alike, so that a channel is between two and has no direction.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import frozen

from septum.workload.allocation import AllocatedInstance, AllocatedTenant, Allocation
from septum.workload.deployment import Deployment
from septum.workload.mig.layout import exceeded_engines
from septum.workload.mig.tables import ENGINE_NAMES, ENGINES, GpuModel, Profile, load_tables


@frozen
class Placement:
    """Two tenants on a host, and the division of all of it: what others have can make two share."""

    deployment: Deployment
    allocation: Allocation
    one: AllocatedTenant
    other: AllocatedTenant


Rule = Callable[[Placement], tuple[str, ...]]


def shared_models(placement: Placement) -> frozenset[str]:
    """The models of the GPUs that both use, by their first names in the table."""
    models = (_model(placement.deployment, gpu) for gpu in one_gpu(placement))
    return frozenset(model.name for model in models if model is not None)


def _gpus(tenant: AllocatedTenant) -> frozenset[str]:
    return frozenset(instance.gpu for instance in tenant.instances)


def one_gpu(placement: Placement) -> tuple[str, ...]:
    """GPUs of which both have an instance."""
    return tuple(sorted(_gpus(placement.one) & _gpus(placement.other)))


def _instances(tenant: AllocatedTenant) -> dict[tuple[str, int], AllocatedInstance]:
    """The instances of a tenant, by GPU and start."""
    return {(instance.gpu, instance.start): instance for instance in tenant.instances}


def _common(placement: Placement) -> list[AllocatedInstance]:
    """The instances that both have, by turns."""
    ours, theirs = _instances(placement.one), _instances(placement.other)
    return [ours[place] for place in sorted(set(ours) & set(theirs)) if ours[place].size == theirs[place].size]


def one_instance(placement: Placement) -> tuple[str, ...]:
    """Instances that both use, by turns."""
    return tuple(str(instance) for instance in _common(placement))


def shared_engines(placement: Placement) -> tuple[str, ...]:
    """Engines of instances that both use; engines of a GPU whose instances own more of them than it has.

    Source: the figures of `nvidia-smi mig -lgip`, in the table of GPUs.
    """
    found: list[str] = []
    for instance in _common(placement):
        profile = _profile(placement.deployment, instance)
        found += [f"{ENGINE_NAMES[e]} of {instance}" for e in ENGINES if profile and profile.engines.get(e)]
    for gpu in one_gpu(placement):
        model = _model(placement.deployment, gpu)
        if model is None:
            continue
        everybody = {
            (i.gpu, i.start): model.profile(i.profile)
            for tenant in placement.allocation.tenants
            for i in tenant.instances
            if i.gpu == gpu
        }
        exceeded = {over.engine for over in exceeded_engines(model, [p for p in everybody.values() if p is not None])}
        for engine in ENGINES:
            if engine in exceeded and all(_owns(t, gpu, engine, model) for t in (placement.one, placement.other)):
                found.append(f"{ENGINE_NAMES[engine]} of {gpu}")
    return tuple(found)


def _owns(tenant: AllocatedTenant, gpu: str, engine: str, model: GpuModel) -> bool:
    profiles = [model.profile(instance.profile) for instance in tenant.instances if instance.gpu == gpu]
    return any(profile is not None and profile.engines.get(engine) for profile in profiles)


def _model(deployment: Deployment, gpu: str) -> GpuModel | None:
    return load_tables().model(deployment.gpu(gpu).model.value)


def _profile(deployment: Deployment, instance: AllocatedInstance) -> Profile | None:
    model = _model(deployment, instance.gpu)
    return model.profile(instance.profile) if model is not None else None


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


def one_socket(placement: Placement) -> tuple[str, ...]:
    """Sockets on which both have a CPU; the host, where the file does not say how many it has."""
    host = placement.deployment.host
    if host.sockets is None:
        return one_host(placement)
    of_each = max(1, host.cpus.value // host.sockets.value)
    sockets = [{cpu // of_each for cpu in tenant.cpus} for tenant in (placement.one, placement.other)]
    return tuple(f"socket {socket}" for socket in sorted(sockets[0] & sockets[1]))


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
        "one-instance": one_instance,
        "shared-engines": shared_engines,
        "one-link": one_link,
        "one-fabric": one_fabric,
        "one-iommu": one_iommu,
        "one-socket": one_socket,
        "one-host": one_host,
        "one-core": one_core,
    }
)
"""Every rule, by the name that the table of channels uses."""
