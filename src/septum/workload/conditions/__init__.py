"""The side conditions of a deployment: each checked, with what was found."""

from septum.workload.allocation import Allocation
from septum.workload.conditions.condition import SideCondition
from septum.workload.conditions.cpus import cpu_conditions
from septum.workload.conditions.functions import function_conditions
from septum.workload.conditions.instances import instance_conditions
from septum.workload.conditions.interrupts import interrupt_conditions
from septum.workload.conditions.memory import memory_conditions
from septum.workload.conditions.rest import lifecycle_condition, sharing_condition
from septum.workload.deployment import Deployment
from septum.workload.lifecycle.run import LifecycleResult


def side_conditions(deployment: Deployment, allocation: Allocation, life: LifecycleResult) -> tuple[SideCondition, ...]:
    """Everything that must hold of this deployment for the theorem to speak about it, checked one by one.

    They are judged on the allocation as it is, so that a mistake in dividing the host is found here. `life` is what
    came of the deployment's run.
    """
    return (
        *memory_conditions(deployment, allocation),
        *cpu_conditions(deployment, allocation),
        *instance_conditions(deployment, allocation),
        *function_conditions(deployment, allocation),
        *interrupt_conditions(deployment, allocation),
        sharing_condition(deployment),
        lifecycle_condition(life),
    )


__all__ = ["SideCondition", "side_conditions"]
