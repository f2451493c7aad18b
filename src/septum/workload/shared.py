"""What two tenants share by intent: an instance that they use by turns, or memory that they declare."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from septum.workload.allocation import AllocatedInstance, AllocatedTenant, Allocation
from septum.workload.deployment import Deployment, Pair, Slice, Tenant
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
    """Every two tenants with an instance by several functions, or a declared channel; in the order of the file.

    Those who share with a third share through it: what one leaves there the other finds.
    """
    direct = {between.pair: between for between in _directly(deployment)}
    groups = joined([tenant.name.value for tenant in deployment.tenants], direct)
    group_of = {name: group for group in groups for name in group}
    found: list[SharedBetween] = []
    for pair in deployment.pairs if direct else ():
        group = group_of[pair[0]]
        if pair in direct:
            found.append(direct[pair])
        elif pair[1] in group:
            through = [name for name in group if name not in pair]
            lines = [line for between in direct.values() if between.pair[0] in group for line in between.lines]
            found.append(SharedBetween(pair, (f"what each shares with {', '.join(through)}",), tuple(lines), ()))
    return tuple(found)


def joined(names: Iterable[str], pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """The names in groups: those of a pair are in one. Groups, and the names in them, keep the order of `names`."""
    ordered = list(names)
    groups: list[set[str]] = [{name} for name in ordered]
    for pair in pairs:
        together = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in together] + [set[str]().union(*together)]
    in_order = (tuple(name for name in ordered if name in group) for group in groups)
    return tuple(sorted(in_order, key=lambda group: ordered.index(group[0])))


def _directly(deployment: Deployment) -> tuple[SharedBetween, ...]:
    found: list[SharedBetween] = []
    slices = {tenant.name.value: _slices(tenant) for tenant in deployment.tenants}
    for pair in deployment.pairs:
        what: list[str] = []
        lines: list[int] = []
        one, other = slices[pair[0]], slices[pair[1]]
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


def _slices(tenant: Tenant) -> dict[tuple[str, int], Slice]:
    """The slices of a tenant, by GPU and start: of a deployment that has been judged, that is one instance."""
    return {(part.gpu.value, part.start.value): part for part in tenant.slices}


def taken_as_one(allocation: Allocation, shared: tuple[SharedBetween, ...]) -> Allocation:
    """The division in which tenants that share something are one tenant, `alice+bob`.

    Towards all others they are no more than one tenant is: it has whatever either has, and the theorem holds for any
    tenants. So this is the division to judge the others by.
    """
    groups = joined([tenant.name for tenant in allocation.tenants], [between.pair for between in shared])
    tenants = [_merged([allocation.tenant(name) for name in group]) for group in groups]
    return Allocation(allocation.frame_size, tuple(tenants))


def _merged(group: Sequence[AllocatedTenant]) -> AllocatedTenant:
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
