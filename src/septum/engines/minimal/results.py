"""What is found of a profile's parts and of its capabilities: plain data, which `septum.report` prints."""

from enum import StrEnum

from attrs import frozen

from septum.diagnostics import Span
from septum.engines.results import Attack, Verdict


class Group(StrEnum):
    """The rows of the table: what is dropped in turn."""

    CHECK = "refuse, when"
    TURN = "waits, duty"
    NEWS = "tell"
    EVENT = "hardware step"
    OBSERVATION = "observation"
    ASSUMPTION = "assumption"
    INVARIANT = "invariant"
    STATED = "stated property"
    CLAUSE = "property"


class Standing(StrEnum):
    """What a part is for. UNEXPLAINED and IDLE are defects of the profile; UNDECIDED is none of septum's answers."""

    NEEDED = "needed"
    FUNCTIONAL = "functional"
    SECOND_LINE = "second-line"
    TIMING = "timing"
    IDLE = "idle"
    UNEXPLAINED = "unexplained"
    UNDECIDED = "undecided"


@frozen
class StoryLine:
    """The line of a story at which it no longer goes as it says: its place, what it says, what happens instead."""

    story: str
    span: Span
    expected: str
    found: str


@frozen
class Finding:
    """What the loss of one part does.

    `part`: its identifier; `kind`: `refuse`, `duty`, `view`, … `text`: what it says of itself. What shows the standing
    is one of: `attack`, a replayed run; `obligation`, no longer proved without it; `accepts`, a weakened model (by
    what it lacks, or by its name) that would pass without it, whose attack is then `attack`; `story`, a line that no
    longer plays. `partner`: for SECOND_LINE, what must go as well before there is the attack; for an event, the part
    whose loss is an attack by it alone. `lost`: invariants that were not needed. `detail`: why nothing was decided.
    """

    part: str
    group: Group
    kind: str
    standing: Standing
    span: Span | None
    text: str = ""
    attack: Attack | None = None
    obligation: str = ""
    accepts: str = ""
    partner: str = ""
    story: StoryLine | None = None
    lost: tuple[str, ...] = ()
    detail: str = ""


@frozen
class Necessity:
    """Why a workload cannot do without some capabilities.

    `dropped`: with all of these missing and every other capability there, `goal` (at `span`) cannot be reached.
    `after`: the earlier goal from which on that is so; empty where it is so from the start. `facts`: what then holds in
    every reachable state, each proved to be kept by every step that is left.
    """

    dropped: tuple[str, ...]
    goal: str
    span: Span
    after: str
    facts: tuple[str, ...]
    verdict: Verdict


@frozen
class CapabilitySet:
    """Capabilities that run a workload, and of which none can be left out.

    `witness`: the story that plays with these alone. `undecided`: those of which it is not proved that the workload
    needs them, where the story fails without them.
    """

    capabilities: tuple[str, ...]
    witness: str
    undecided: tuple[str, ...] = ()


@frozen
class Capabilities:
    """Every inclusion-minimal set of capabilities that runs a workload.

    `complete`: there is no other set, and every one is proved minimal. `missing`: why there is none.
    """

    workload: str
    span: Span
    universe: tuple[str, ...]
    sets: tuple[CapabilitySet, ...]
    necessities: tuple[Necessity, ...]
    complete: bool
    missing: str = ""

    @property
    def smallest(self) -> int | None:
        """The size of the smallest set; None where it is not shown that there is no smaller one."""
        return min(len(found.capabilities) for found in self.sets) if self.complete and self.sets else None


@frozen
class MinimalResult:
    """The whole answer. `findings` are in the order of the profile, group by group.

    `unproved`: obligations of the whole profile that are not proved; nothing is dropped then. `outside`: assumptions
    on which nothing in the model bears, so that dropping them would change nothing; the register has their reasons.
    """

    profile: str
    digest: str
    findings: tuple[Finding, ...]
    capabilities: tuple[Capabilities, ...] = ()
    unproved: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """VIOLATED where a part is idle or unexplained, UNKNOWN where something is undecided, or nothing was asked."""
        standings = {finding.standing for finding in self.findings}
        if standings & {Standing.IDLE, Standing.UNEXPLAINED}:
            return Verdict.VIOLATED
        undecided = any(not found.complete for found in self.capabilities)
        return Verdict.UNKNOWN if Standing.UNDECIDED in standings or undecided or not standings else Verdict.PROVED
