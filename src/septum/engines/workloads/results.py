"""What is found of workloads: plain data, which `septum.report` prints."""

from enum import StrEnum

from attrs import frozen

from septum.diagnostics import Span
from septum.engines.minimal.results import Capabilities, Necessity
from septum.engines.results import Attack


@frozen
class EventNeeds:
    """An event, by its own name, and the capabilities without which it is the first that does not happen.

    Each of `capabilities` is a set of which one is enough; most have a single member. What earlier events need, this
    one needs too. `span`: where the workload first has it.
    """

    name: str
    doc: str
    span: Span
    capabilities: tuple[tuple[str, ...], ...]


@frozen
class Enumeration:
    """A workload on a profile: what each event needs, what no event needs, what the profile leaves out on purpose.

    `doc`: what the workload says of itself, and why a small instance stands for it. `excluded`: identifiers. Where it
    cannot run, `missing` is what it cannot run without, `exclusion` the assumption that leaves that out, if one does,
    and `necessity` the proof.
    """

    workload: str
    profile: str
    digest: str
    doc: str
    span: Span
    events: tuple[EventNeeds, ...]
    capabilities: Capabilities
    unused: tuple[str, ...]
    excluded: tuple[str, ...]
    missing: tuple[str, ...] = ()
    exclusion: str = ""
    necessity: Necessity | None = None


class Standing(StrEnum):
    """A workload on a profile: OPEN runs without being isolated, MISSING cannot run. UNKNOWN is none of the answers."""

    ISOLATED = "isolated"
    OPEN = "open"
    MISSING = "missing"
    UNKNOWN = "unknown"


@frozen
class Disturbance:
    """Somebody else's step changes what a tenant's event left, and no view of the tenant's shows it.

    `action`: the step as a call; `by`: who takes it. `entry` was `before`, and is `after`.
    """

    event: str
    tenant: str
    step: str
    action: str
    by: str
    entry: str
    before: str
    after: str


@frozen
class Cell:
    """A workload on a profile, with what shows its standing.

    `by`: what opens it, or the capabilities that are missing. `exclusion`: the assumption that leaves those out.
    `realised`: the file by which the workload is what it is on such a machine. `run`: the story that shows that it
    runs, of `actions` actions. `obligations`: how many of the profile's are proved, all of them where it is isolated.
    MISSING is shown by `necessity`, OPEN by `disturbance`, or by `obligation`, with an `attack` where one was found.
    """

    workload: str
    profile: str
    digest: str
    standing: Standing
    by: tuple[str, ...] = ()
    exclusion: str = ""
    realised: str = ""
    run: str = ""
    actions: int = 0
    obligations: int = 0
    necessity: Necessity | None = None
    disturbance: Disturbance | None = None
    obligation: str = ""
    attack: Attack | None = None
    detail: str = ""
