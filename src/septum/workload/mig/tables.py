"""The table of GPU models and their instance profiles, read from `data/mig.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, cast

from attrs import frozen


class Confidence(StrEnum):
    """How a figure of the table is known."""

    MEASURED = "measured"
    DOCUMENTED = "documented"
    INFERRED = "inferred"


ENGINES = ("copy", "decode", "encode", "jpeg", "flow")
"""The engines that instances own a number of, by their key in the table."""
ENGINE_NAMES: Mapping[str, str] = MappingProxyType(
    {"copy": "CE", "decode": "NVDEC", "encode": "NVENC", "jpeg": "NVJPG", "flow": "OFA"}
)
"""What NVIDIA calls the engines: copy, video decode and encode, JPEG decode, optical flow."""


@frozen
class Profile:
    """A kind of GPU instance.

    `most`: how many of it one GPU takes. `starts`, `size`: memory units. `processors`, the `engines` and
    `memory_gib` are what an instance owns; None, or no entry, where no source confirms the figure.
    """

    name: str
    also_called: tuple[str, ...]
    identifier: int | None
    most: int
    starts: tuple[int, ...]
    size: int
    memory_gib: float | None
    processors: int | None
    engines: Mapping[str, int]
    counts: Confidence
    placement: Confidence

    @property
    def has_media_extensions(self) -> bool:
        """Whether it is one of the profiles of which a GPU takes one: those with `+me` in their name."""
        return "+me" in self.name

    def units(self, start: int) -> range:
        """The memory units of an instance that starts at `start`."""
        return range(start, start + self.size)


@frozen
class GpuModel:
    """A GPU that can be divided: `units` memory units, and the profiles that it knows.

    `sources` are sentences naming where the figures come from.
    """

    name: str
    also_called: tuple[str, ...]
    memory_gb: int
    units: int
    device_ids: tuple[int, ...]
    sources: tuple[str, ...]
    profiles: tuple[Profile, ...]

    def profile(self, name: str) -> Profile | None:
        """The profile of that name, under any of the names that drivers print; None where there is none."""
        for profile in self.profiles:
            if name == profile.name or name in profile.also_called:
                return profile
        return None

    @property
    def profile_names(self) -> tuple[str, ...]:
        """Every name of every profile, in the order of the table."""
        return tuple(name for p in self.profiles for name in (p.name, *p.also_called))

    @property
    def whole(self) -> Profile:
        """The instance that is the whole GPU."""
        return max(self.profiles, key=lambda profile: profile.size)


@frozen
class MigTables:
    """All models of the table."""

    models: tuple[GpuModel, ...]

    def model(self, name: str) -> GpuModel | None:
        """The model that users write as `name`, in any case, with spaces or hyphens; None where there is none."""
        wanted = _folded(name)
        for model in self.models:
            if wanted in (_folded(n) for n in (model.name, *model.also_called)):
                return model
        return None

    @property
    def model_names(self) -> tuple[str, ...]:
        """The first name of every model, in the order of the table."""
        return tuple(model.name for model in self.models)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name by which a model is known."""
        return tuple(name for model in self.models for name in (model.name, *model.also_called))


def _folded(name: str) -> str:
    return "-".join(name.casefold().removeprefix("nvidia ").removeprefix("nvidia-").split())


@cache
def load_tables() -> MigTables:
    """The table that ships with the package. Sources: `data/mig.toml`, row by row."""
    text = files("septum.workload").joinpath("data", "mig.toml").read_text(encoding="utf-8")
    return tables_from(text)


def tables_from(text: str) -> MigTables:
    """A table from TOML text. Raises KeyError or ValueError for a table that says less than it must."""
    document = tomllib.loads(text)
    sources = cast("dict[str, str]", document["sources"])
    return MigTables(tuple(_model(record, sources) for record in document["model"]))


def _model(record: Mapping[str, Any], sources: Mapping[str, str]) -> GpuModel:
    return GpuModel(
        name=record["name"],
        also_called=tuple(record["also_called"]),
        memory_gb=record["memory_gb"],
        units=record["units"],
        device_ids=tuple(record["device_ids"]),
        sources=tuple(sources[name] for name in cast("Iterable[str]", record["sources"])),
        profiles=tuple(_profile(row) for row in record["profiles"]),
    )


def _profile(row: Mapping[str, Any]) -> Profile:
    return Profile(
        name=row["name"],
        also_called=tuple(row.get("also_called", ())),
        identifier=row.get("id"),
        most=row["most"],
        starts=tuple(row["starts"]),
        size=row["size"],
        memory_gib=row.get("memory_gib"),
        processors=row.get("processors"),
        engines={engine: row[engine] for engine in ENGINES if engine in row},
        counts=Confidence(row["counts"]),
        placement=Confidence(row["placement"]),
    )
