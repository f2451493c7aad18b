"""What two tenants share by intent: an instance that they use by turns, or memory that they declare."""

from attrs import evolve, frozen

from septum.workload.allocation import AllocatedInstance, AllocatedTenant, Allocation
from septum.workload.deployment import Deployment, Pair, Slice
from septum.workload.pci import PciAddress


@frozen
class SharedBetween:
    """Two tenants, and everything that both have: no theorem about one tenant and another speaks of them.

    `what`: in words; `lines`: where the file says so. `instances`: those that they use by turns, by GPU and start.
    """

    pair: Pair
    what: tuple[str, ...]
    lines: tuple[int, ...]
    instances: tuple[tuple[str, int], ...]


def shared_between(deployment: Deployment) -> tuple[SharedBetween, ...]:
    """Every two tenants with an instance by several functions, or a declared channel; in the order of the file."""
    found: list[SharedBetween] = []
    for pair in deployment.pairs:
        what: list[str] = []
        lines: list[int] = []
        one, other = (_slices(deployment, name) for name in pair)
        both = tuple(place for place in one if place in other)
        for gpu, start in both:
            part = one[gpu, start]
            what.append(f"{part.profile.value} at {start} of {gpu}, by turns")
            lines += [part.span.line, other[gpu, start].span.line]
        for channel in deployment.channels:
            if channel.between.is_pair(pair):
                what.append(f"{channel.kind.value} `{channel.name.value}`, declared")
                lines.append(channel.span.line)
        if what:
            found.append(SharedBetween(pair, tuple(what), tuple(lines), both))
    return tuple(found)


def _slices(deployment: Deployment, tenant: str) -> dict[tuple[str, int], Slice]:
    """The slices of a tenant, by GPU and start: of a deployment that has been judged, that is one instance."""
    return {(part.gpu.value, part.start.value): part for part in deployment.tenant(tenant).slices}


def taken_as_one(allocation: Allocation, shared: tuple[SharedBetween, ...]) -> Allocation:
    """The division in which tenants that share something are one tenant, `alice+bob`.

    Towards all others they are no more than one tenant is: it has whatever either has, and the theorem holds for any
    tenants. So this is the division to judge the others by.
    """
    groups: list[tuple[AllocatedTenant, ...]] = [(tenant,) for tenant in allocation.tenants]
    for between in shared:
        together = [group for group in groups if any(tenant.name in between.pair for tenant in group)]
        rest = [group for group in groups if group not in together]
        merged = tuple(tenant for group in together for tenant in group)
        groups = sorted([merged, *rest], key=lambda group: allocation.tenants.index(group[0]))
    return Allocation(allocation.frame_size, tuple(_merged(group) for group in groups))


def _merged(group: tuple[AllocatedTenant, ...]) -> AllocatedTenant:
    """One tenant with all that these have. An instance that several have is reached by the first one's function; the
    functions of the others are left without an instance, as those of other devices are.
    """
    first = group[0]
    if len(group) == 1:
        return first
    instances: dict[tuple[str, int], AllocatedInstance] = {}
    spare: list[PciAddress] = []
    for instance in (instance for tenant in group for instance in tenant.instances):
        known = instances.setdefault((instance.gpu, instance.start), instance)
        if known is not instance:
            spare.append(instance.function)
    return evolve(
        first,
        name="+".join(tenant.name for tenant in group),
        cpus=tuple(cpu for tenant in group for cpu in tenant.cpus),
        memory=tuple(block for tenant in group for block in tenant.memory),
        instances=tuple(instances.values()),
        devices=(*(device for tenant in group for device in tenant.devices), *spare),
        handles=tuple(handle for tenant in group for handle in tenant.handles),
    )
