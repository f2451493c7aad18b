"""Deployments: reading and judging them, dividing the machine among their tenants, and what that leaves shared."""

from septum.workload.allocate import allocate
from septum.workload.allocation import AllocatedInstance, AllocatedTenant, Allocation, MemoryBlock
from septum.workload.channels.register import ChannelKind, load_channels
from septum.workload.channels.residual import ChannelBetween, ResidualChannel, Standing, residual_channels
from septum.workload.deployment import Deployment
from septum.workload.reading.read import parse_deployment, read_deployment

__all__ = [
    "AllocatedInstance",
    "AllocatedTenant",
    "Allocation",
    "ChannelBetween",
    "ChannelKind",
    "Deployment",
    "MemoryBlock",
    "ResidualChannel",
    "Standing",
    "allocate",
    "load_channels",
    "parse_deployment",
    "read_deployment",
    "residual_channels",
]
