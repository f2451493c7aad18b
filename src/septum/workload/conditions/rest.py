"""Conditions on the deployment as a whole: what is shared by intent, and whether its life runs."""

from septum.workload.conditions.condition import SideCondition, judged
from septum.workload.deployment import Deployment
from septum.workload.lifecycle.run import LifecycleResult
from septum.workload.verdicts import Finding


def sharing_condition(deployment: Deployment) -> SideCondition:
    """Nothing is shared by intent: no profile has a capability for it."""
    declared = [
        f"{channel.name.value} between {channel.between.one.value} and {channel.between.other.value} (line "
        f"{channel.span.line})"
        for channel in deployment.channels
    ]
    return judged("sharing.none", "no two tenants declare that they share memory", "none declared", declared)


def lifecycle_condition(life: LifecycleResult) -> SideCondition:
    """The deployment's own run, on the specification."""
    sentence = "all boot, serve, and one is replaced: every call is done, every invariant holds after it"
    failure = life.failure
    found = f"{life.steps:,} steps run, invariant held"
    if failure is not None:
        found = f"{failure.call}: {failure.reason}" if failure.call is not None else failure.reason
        if life.verdict is Finding.BROKEN:
            found = f"after {failure.number:,} steps, {found}"
    return SideCondition("lifecycle.runs", sentence, life.verdict, found)
