"""The residual channels that are known, read from `data/channels.toml`."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen


class Known(StrEnum):
    """How a channel is known at all."""

    SHOWN = "shown"
    DOCUMENTED = "documented"
    INFERRED = "inferred"


class Grade(StrEnum):
    """How a channel is known of the hardware of one deployment.

    SHOWN_ELSEWHERE also where the source or the deployment does not name the model.
    """

    SHOWN_HERE = "shown on this model"
    SHOWN_ELSEWHERE = "shown on other hardware"
    DOCUMENTED = "documented by the vendor"
    INFERRED = "inferred"


@frozen
class ChannelKind:
    """A way in which tenants can notice each other through shared hardware, though every access is refused.

    `arises`: the rule of placement that brings it about. `removed_by`: what a host must change. `shown_on`: what it
    was measured on, in words; `shown_models`: the GPU models among that, by their first names in the table.
    """

    identifier: str
    sentence: str
    arises: str
    hardware: str
    source: str
    evidence: str
    known: Known
    shown_on: str
    shown_models: tuple[str, ...]
    removed_by: str

    def grade(self, models: frozenset[str]) -> Grade:
        """How it is known of hardware with these GPU models; of several the weakest grade counts."""
        if self.known is Known.DOCUMENTED:
            return Grade.DOCUMENTED
        if self.known is Known.INFERRED:
            return Grade.INFERRED
        return Grade.SHOWN_HERE if models and models <= set(self.shown_models) else Grade.SHOWN_ELSEWHERE


@cache
def load_channels() -> tuple[ChannelKind, ...]:
    """Every residual channel, in the order of the table. Sources: in the table, one for each."""
    text = files("septum.workload").joinpath("data/channels.toml").read_text(encoding="utf-8")
    return channels_from(text)


def channels_from(text: str) -> tuple[ChannelKind, ...]:
    """A register from TOML text. Raises KeyError, TypeError or ValueError for one that says less than it must."""
    return tuple(_kind(record) for record in tomllib.loads(text)["channel"])


def _kind(record: dict[str, Any]) -> ChannelKind:
    kind = ChannelKind(
        identifier=record["id"],
        known=Known(record["known"]),
        shown_models=tuple(record["shown_models"]),
        **{key: value for key, value in record.items() if key not in ("id", "known", "shown_models")},
    )
    if (kind.known is Known.SHOWN) != bool(kind.shown_on):
        raise ValueError(f"{kind.identifier}: what was shown was shown on something, and what was not was not")
    return kind
