"""What the corpus answers: verdicts on attack scripts and on published bugs. Pure data."""

from enum import StrEnum

from attrs import frozen

from septum.diagnostics import Span
from septum.engines.results import Attack


class ScriptVerdict(StrEnum):
    """CAUGHT: without the guard the run happens and leaks, with it the run stops there. The rest is a finding."""

    CAUGHT = "caught"
    NOT_PLAYED = "not played"
    NO_LEAK = "no leak"
    NOT_STOPPED = "not stopped"
    BUDGET = "budget"
    ERROR = "error"


@frozen
class Stop:
    """Where the whole profile stops a run: the call's number, from 1, its step, and how it ends.

    `by`: the guard, or the assumption by its identifier. `status`: of a refusal.
    """

    number: int
    step: str
    by: str
    outcome: str
    status: str | None
    span: Span


@frozen
class ScriptResult:
    """The verdict on one script. `stops`: one for each thing that the script is without.

    `steps`: how many steps the run takes to its leak. `obligation`: the first that the run breaks; `confirmed`: by
    the solvers too. `detail` and `place`: why it is not caught, and where.
    """

    name: str
    doc: str
    verdict: ScriptVerdict
    span: Span
    without: tuple[str, ...]
    steps: int = 0
    stops: tuple[Stop, ...] = ()
    obligation: str = ""
    confirmed: bool = False
    attack: Attack | None = None
    detail: str = ""
    place: Span | None = None

    @property
    def by(self) -> tuple[str, ...]:
        """What stops it."""
        return tuple(dict.fromkeys(stop.by for stop in self.stops))


class BugVerdict(StrEnum):
    """The verdict on a published bug; LOST: one that was to be caught and is not."""

    CAUGHT = "caught"
    NOT_EXPRESSIBLE = "not expressible"
    OUT_OF_SCOPE = "out of scope"
    LOST = "not caught"


class Likeness(StrEnum):
    """How near a script is to the bug: its very mechanism, or one of its class, with the mechanism abstracted."""

    MECHANISM = "same mechanism"
    CLASS = "as a class"


@frozen
class Bug:
    """A published bug. `identifier`: of the advisory. `scripts`: by name; `because`: why there is none, or how alike.

    `excluded_by`: an assumption, a residual channel or a principal that leaves it out of scope.
    """

    identifier: str
    also: tuple[str, ...]
    year: int
    kind: str
    mechanism: str
    source: str
    scripts: tuple[str, ...] = ()
    likeness: Likeness | None = None
    because: str = ""
    excluded_by: str = ""


@frozen
class BugResult:
    """A bug, and what came of its scripts."""

    bug: Bug
    verdict: BugVerdict
    scripts: tuple[ScriptResult, ...] = ()
