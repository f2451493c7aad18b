"""Examples of deployments as texts, and the residual channels that their placements bring about."""

from datetime import date
from pathlib import Path

from septum.workload import ResidualChannel, allocate, parse_deployment, residual_channels

EXAMPLES = Path(__file__).parents[3] / "examples"
TWO = (EXAMPLES / "two-tenants.yaml").read_text(encoding="utf-8")
GPUS = (EXAMPLES / "two-gpus.yaml").read_text(encoding="utf-8")
TURNS = (EXAMPLES / "time-sliced.yaml").read_text(encoding="utf-8")
GPU = {"mig.l2-barrier", "gpu.tlb", "gpu.power"}
HOST = {"cpu.memory", "host.counters"}
TODAY = date(2026, 11, 21)


def channels_of(text: str, today: date = TODAY) -> dict[str, ResidualChannel]:
    """The residual channels of a deployment file, by identifier."""
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    return {c.kind.identifier: c for c in residual_channels(deployment, allocate(deployment), today)}


def pairs_of(text: str) -> dict[str, set[tuple[str, str]]]:
    """The pairs of tenants between which each channel is."""
    return {name: {b.pair for b in channel.between} for name, channel in channels_of(text).items()}
