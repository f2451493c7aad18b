"""Conditions on the deployment as a whole: what is shared by intent, and whether its life runs."""

from septum.workload.conditions.condition import SideCondition
from septum.workload.deployment import Deployment
from septum.workload.lifecycle.run import LifecycleResult
from septum.workload.shared import shared_between
from septum.workload.verdicts import Finding


def sharing_condition(deployment: Deployment) -> SideCondition:
    """Nothing is shared by intent. Where something is, no claim is made between those who share it."""
    sentence = "no two tenants use one instance by turns, or declare that they share memory"
    shared = shared_between(deployment)
    if not shared:
        return SideCondition("sharing.none", sentence, Finding.HOLDS, "none declared")
    found = [
        f"{one} and {other}: {', '.join(between.what)} ({' '.join(f':{line}' for line in between.lines)})"
        for between in shared
        for one, other in (between.pair,)
    ]
    return SideCondition("sharing.none", sentence, Finding.SHARED, "; ".join(found))


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
