"""Deployments: reading and judging them, dividing the machine among their tenants, and what that leaves shared."""

from septum.workload.allocate import allocate
from septum.workload.allocation import AllocatedInstance, AllocatedTenant, Allocation, MemoryBlock
from septum.workload.channels.entries import Entry, Use, judge_entries
from septum.workload.channels.register import ChannelKind, Grade, load_channels
from septum.workload.channels.residual import ChannelBetween, ResidualChannel, Standing, residual_channels
from septum.workload.conditions import SideCondition, side_conditions
from septum.workload.deployment import Deployment, Pair
from septum.workload.lifecycle.build import lifecycle
from septum.workload.lifecycle.calls import Call, Lifecycle
from septum.workload.lifecycle.run import LifecycleFailure, LifecycleResult, run_lifecycle
from septum.workload.reading.read import parse_deployment, read_deployment
from septum.workload.shared import SharedBetween, shared_between, taken_as_one
from septum.workload.summary import SummaryLine, placement, summarise
from septum.workload.verdicts import Finding

__all__ = [
    "AllocatedInstance",
    "AllocatedTenant",
    "Allocation",
    "Call",
    "ChannelBetween",
    "ChannelKind",
    "Deployment",
    "Entry",
    "Finding",
    "Grade",
    "Lifecycle",
    "LifecycleFailure",
    "LifecycleResult",
    "MemoryBlock",
    "Pair",
    "ResidualChannel",
    "SharedBetween",
    "SideCondition",
    "Standing",
    "SummaryLine",
    "Use",
    "allocate",
    "judge_entries",
    "lifecycle",
    "load_channels",
    "parse_deployment",
    "placement",
    "read_deployment",
    "residual_channels",
    "run_lifecycle",
    "shared_between",
    "side_conditions",
    "summarise",
    "taken_as_one",
]
