"""A deployment and its division in a few lines, for the head of a report."""

from attrs import frozen

from septum.workload.allocation import AllocatedInstance, Allocation
from septum.workload.deployment import Deployment
from septum.workload.lifecycle.run import LifecycleResult
from septum.workload.quantities import show_bytes


@frozen
class SummaryLine:
    """A label and its text, each in the words of the report."""

    label: str
    text: str


def summarise(deployment: Deployment, allocation: Allocation, life: LifecycleResult) -> tuple[SummaryLine, ...]:
    """What was given to the tenants, resource by resource: of use where every side condition holds."""
    host_memory = show_bytes(sum(region.size.value for region in deployment.host.memory))
    lent = show_bytes(sum(tenant.bytes for tenant in allocation.tenants))
    cpus = sum(len(tenant.cpus) for tenant in allocation.tenants)
    functions = sum(len(tenant.functions) for tenant in allocation.tenants)
    instances = [instance for tenant in allocation.tenants for instance in tenant.instances]
    lines = [
        SummaryLine("memory", f"{lent} of {host_memory} lent, each frame to one tenant"),
        SummaryLine("cpus", f"{cpus} of {deployment.host.cpus.value}, each to one tenant"),
    ]
    instances = list({(i.gpu, i.start): i for i in instances}.values())
    if instances:
        lines.append(SummaryLine("instances", f"{show_instances(instances)}, no memory slice in two"))
    if functions:
        ids = f"{functions} requester id{'s' if functions != 1 else ''}"
        lines.append(SummaryLine("functions", f"{ids}, each of one tenant"))
    interrupts = sum(len(tenant.handles) for tenant in allocation.tenants)
    if interrupts:
        lines.append(SummaryLine("interrupts", f"{interrupts} handles, each of one tenant"))
    together = "".join(f", {name.replace('+', ' and ')} as one" for name in life.booted if "+" in name)
    boot = f"boot {len(life.booted)}{together}, serve, replace {life.replaced}"
    lines.append(SummaryLine("lifecycle", f"{boot}: {life.steps:,} steps run, invariant held"))
    return tuple(lines)


def placement(deployment: Deployment) -> str:
    """Who is where: `gpu-host-1: 7 tenants on gpu0 (H100-80GB)`."""
    number = len(deployment.tenants)
    used = {part.gpu.value for tenant in deployment.tenants for part in tenant.slices}
    gpus = ", ".join(f"{g.name.value} ({g.model.value})" for g in deployment.gpus if g.name.value in used)
    return f"{deployment.host.name.value}: {number} tenant{'s' if number != 1 else ''}{f' on {gpus}' if gpus else ''}"


def show_instances(instances: list[AllocatedInstance]) -> str:
    """`7..13 (1g.10gb at 0..6)`: ids, profiles and starts, neighbours of one profile together; GPUs by name where
    there are several.
    """
    ordered = sorted(instances, key=lambda instance: (instance.gpu, instance.start))
    several = len({instance.gpu for instance in instances}) > 1
    runs: list[list[AllocatedInstance]] = []
    for instance in ordered:
        last = runs[-1][-1] if runs else None
        if last is not None and (last.gpu, last.profile, last.identifier + 1) == (
            instance.gpu,
            instance.profile,
            instance.identifier,
        ):
            runs[-1].append(instance)
        else:
            runs.append([instance])
    return ", ".join(_show_run(run, several) for run in runs)


def _show_run(run: list[AllocatedInstance], with_gpu: bool) -> str:
    first, last = run[0], run[-1]
    gpu = f"{first.gpu} " if with_gpu else ""
    if first is last:
        return f"{gpu}{first.identifier} ({first.profile} at {first.start})"
    step = f" by {first.size}" if first.size > 1 else ""
    starts = f"{first.start}..{last.start}{step}"
    return f"{gpu}{first.identifier}..{last.identifier} ({first.profile} at {starts})"
