"""A recorded run: its header and its lines. Plain data."""

from collections.abc import Mapping
from typing import TypeAlias

from attrs import field, frozen

from septum.traces.events import Place
from septum.traces.recording.calls import JsonValue, StepCall
from septum.traces.recording.physical import PhysicalEvent

VERSION = 1
"""Of the format. Within a version keys are only added."""


@frozen
class Gap:
    """Something that the recording cannot show. `what`: one of `GAPS`; `because`: why, as a clause."""

    what: str
    because: str


GAPS = ("frames", "maps", "attachments", "resets", "guests", "events", "start", "end", "other")
"""The physical addresses of maps; maps at all; attachments; resets; whose an event is; events that were lost; what was
before the first line; what came after the last; something on which no answer rests."""


@frozen
class Header:
    """What a run is of.

    `profile`: the profile that its steps are of, None for a physical run that names none. `digest`: of that profile.
    `instance`: the elements of its sorts; of a sort that is not there, those that the lines name. `constants` and
    `initial`: by symbol, entries as pairs of arguments and value. `name`: what the run is called. `failed`: how many
    calls failed of which there is no line.
    """

    profile: str | None = None
    digest: str | None = None
    name: str | None = None
    instance: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    constants: Mapping[str, JsonValue] = field(factory=dict[str, JsonValue])
    initial: Mapping[str, JsonValue] = field(factory=dict[str, JsonValue])
    gaps: tuple[Gap, ...] = ()
    failed: int = 0
    note: str | None = None


Line: TypeAlias = StepCall | PhysicalEvent


@frozen
class Run:
    """A header and its lines. `places`: where each line stands in the file, the header's first; empty if it is new."""

    header: Header
    lines: tuple[Line, ...]
    places: tuple[Place, ...] = ()

    def place(self, number: int) -> Place:
        """Where line `number` (from 0) happened: the source that it was made from, else where it stands."""
        return self.lines[number].at or self.places[number + 1]
