"""The residual channels that are known, read from `data/channels.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from attrs import frozen


@frozen
class ChannelKind:
    """A way in which tenants can notice each other through shared hardware, though every access is refused.

    `arises`: the rule of placement that brings it about. `removed_by`: what a host must change.
    """

    identifier: str
    sentence: str
    arises: str
    hardware: str
    source: str
    evidence: str
    removed_by: str


@cache
def load_channels() -> tuple[ChannelKind, ...]:
    """Every residual channel, in the order of the table. Sources: in the table, one for each."""
    text = files("septum.workload").joinpath("data/channels.toml").read_text(encoding="utf-8")
    records: list[dict[str, str]] = tomllib.loads(text)["channel"]
    return tuple(ChannelKind(identifier=record.pop("id"), **record) for record in records)
