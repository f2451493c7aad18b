"""Whether the host has what the tenants are promised."""

from septum.diagnostics import Mark
from septum.workload.deployment import Deployment, Host
from septum.workload.frames import SMALLEST, frames_for, lendable
from septum.workload.quantities import show_bytes
from septum.workload.reading.problems import Problems


def check_capacity(deployment: Deployment, problems: Problems) -> None:
    """CPUs, of which every virtual one has its own; memory, in whole frames; regions that overlap."""
    _check_cpus(deployment, problems)
    _check_regions(deployment.host, problems)
    _check_memory(deployment, problems)


def _check_cpus(deployment: Deployment, problems: Problems) -> None:
    cpus = deployment.host.cpus
    threads = deployment.host.threads_per_core
    sockets = deployment.host.sockets
    if cpus.value and cpus.value % threads:
        message = f"{cpus.value} CPUs are no whole number of cores with {threads} threads"
        problems.report("SEP-DEP-041", message, cpus.span)
    elif sockets is not None and cpus.value // threads % sockets.value:
        message = f"{cpus.value // threads} cores cannot be on {sockets.value} sockets, as many on each"
        marks = (Mark(cpus.span, f"{cpus.value} CPUs", primary=False), Mark(sockets.span, f"{sockets.value} sockets"))
        problems.report("SEP-DEP-041", message, sockets.span, marks)
    wanted = sum(tenant.vcpus.value for tenant in deployment.tenants)
    if not cpus.value or wanted <= cpus.value:
        return
    used = 0
    for tenant in deployment.tenants:
        used += tenant.vcpus.value
        if used > cpus.value:
            who = tenant.name.value or "a tenant"
            marks = (
                Mark(cpus.span, f"{cpus.value} CPUs", primary=False),
                Mark(tenant.vcpus.span, f"{used} with {who}"),
            )
            message = f"{wanted} vCPUs on {cpus.value} CPUs: each has a CPU of its own"
            problems.report("SEP-DEP-021", message, tenant.vcpus.span, marks)
            return


def _check_regions(host: Host, problems: Problems) -> None:
    for later, region in enumerate(host.memory):
        for earlier in host.memory[:later]:
            if earlier.base.value < region.end and region.base.value < earlier.end:
                shared = max(earlier.base.value, region.base.value)
                marks = (
                    Mark(earlier.base.span, f"up to 0x{earlier.end - 1:x}", primary=False),
                    Mark(region.base.span, f"up to 0x{region.end - 1:x}"),
                )
                message = f"two regions of memory hold the address 0x{shared:x}"
                problems.report("SEP-DEP-025", message, region.base.span, marks)
                return


def _check_memory(deployment: Deployment, problems: Problems) -> None:
    regions = lendable((region.base.value, region.end) for region in deployment.host.memory)
    there_is = sum(end - base for base, end in regions)
    amounts = [frames_for(tenant.memory.value, SMALLEST) * SMALLEST for tenant in deployment.tenants]
    if not deployment.host.memory or sum(amounts) <= there_is:
        return
    used = 0
    for tenant, amount in zip(deployment.tenants, amounts, strict=True):
        used += amount
        if used > there_is:
            who = tenant.name.value or "a tenant"
            marks = (
                Mark(deployment.host.memory[0].size.span, show_bytes(there_is), primary=False),
                Mark(tenant.memory.span, f"{show_bytes(used)} with {who}"),
            )
            message = f"tenants get {show_bytes(sum(amounts))} of memory, the host has {show_bytes(there_is)}"
            problems.report("SEP-DEP-022", message, tenant.memory.span, marks)
            return
