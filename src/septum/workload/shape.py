"""Which workload a deployment is for, where it does not say."""

from septum.workload.deployment import Deployment


def workload_of(deployment: Deployment) -> str:
    """The workload that a deployment names, else the one that it has the shape of.

    Tenants who declare shared memory are a `pipeline`; one with instances of several GPUs makes it `two_gpus`; equal
    tenants are `inference`, unequal ones `mixed`. That tenants come and go, `churn`, is in no file's shape.
    """
    if deployment.workload is not None:
        return deployment.workload.value
    if deployment.channels:
        return "pipeline"
    if any(len({part.gpu.value for part in tenant.slices}) > 1 for tenant in deployment.tenants):
        return "two_gpus"
    sizes = {
        (tenant.vcpus.value, tenant.memory.value, tuple(part.profile.value for part in tenant.slices))
        for tenant in deployment.tenants
    }
    return "inference" if len(sizes) == 1 else "mixed"
