"""What an enumeration of a recording answers: plain data."""

from collections.abc import Mapping

from attrs import frozen

from septum.diagnostics.span import Span
from septum.traces.classifying.rules import Class
from septum.traces.events import Place
from septum.traces.reading import Source


@frozen
class Seen:
    """A request, call or kernel event: how often, and where first. `recorded`: "call" or "kernel event"."""

    name: str
    recorded: str
    count: int
    first: Place


@frozen
class Realised:
    """Capabilities that some requests, calls or events realise: "all" of them, or "one" that is not told apart."""

    capabilities: tuple[str, ...]
    realises: str
    by: tuple[Seen, ...]


@frozen
class Reason:
    """Why something realises no capability. `excluded`: the assumption that covers it, of what is outside."""

    kind: Class
    because: str
    excluded: str | None
    of: tuple[Seen, ...]


@frozen
class Failure:
    """Calls that failed alike. `error`: the errno's name."""

    name: str
    error: str
    count: int
    first: Place


@frozen
class Lost:
    """A line that nobody could read."""

    at: Place
    text: str
    reason: str


@frozen
class Blind:
    """What a recording of this kind cannot show."""

    what: str
    because: str


@frozen
class Enumeration:
    """What a recording does, measured by a profile.

    `capabilities`: those of the profile, in its order, each with its place there. `guests`, `ioctls`, `iommu_events`,
    `kernel_events` (all), `other_calls`: how many there are. `realised`: in the order of the profile's steps. `none`:
    what realises no capability, those outside the profile apart in `outside`. `unclassified`: requests and iommu events
    that no rule knows. `unread`: lines, the first of them, `unread_lines` how many. `never`: capabilities of the
    profile that the recording never uses; `perhaps`: those of which it cannot be told. `lacking`: what it realises and
    the profile does not have.
    """

    profile: str
    digest: str
    capabilities: Mapping[str, Span]
    sources: tuple[Source, ...]
    merged: str
    guests: int
    ioctls: int
    iommu_events: int
    kernel_events: int
    other_calls: int
    realised: tuple[Realised, ...]
    none: tuple[Reason, ...]
    outside: tuple[Reason, ...]
    failed: tuple[Failure, ...]
    unclassified: tuple[Seen, ...]
    unread: tuple[Lost, ...]
    unread_lines: int
    never: tuple[str, ...]
    perhaps: tuple[str, ...]
    lacking: tuple[Realised, ...]
    blind: tuple[Blind, ...]

    @property
    def undecided(self) -> int:
        """How many events and lines nobody could classify."""
        return sum(one.count for one in self.unclassified) + self.unread_lines
