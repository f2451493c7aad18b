"""What came of judging a recorded run. Plain data; `septum.report` prints it."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from septum.traces.events import Place


class Standing(StrEnum):
    """The only words for an answer."""

    PROVED = "proved"
    VIOLATED = "violated"
    UNKNOWN = "unknown"
    VACUOUS = "vacuous"
    NOT_RUN = "not run"


_RANK = (Standing.VIOLATED, Standing.UNKNOWN, Standing.PROVED, Standing.VACUOUS, Standing.NOT_RUN)


def overall(standings: list[Standing]) -> Standing:
    """One word for many questions: violated, else unknown, else proved where one is, else vacuous, else not run."""
    return next((standing for standing in _RANK if standing in standings), Standing.NOT_RUN)


@frozen
class Witness:
    """A line that a finding rests on. `who`: whose it is; `place`: where; `says`: what it says."""

    who: str
    place: Place
    says: str


@frozen
class Finding:
    """One cause. `subject`: what is wrong, in a clause; `witnesses`: the lines in conflict, in order.

    `missing`: the event that should stand between them; `more`: what else has the same cause, empty where nothing.
    `also`: other checks that it violates.
    `victims`: pairs of guests, from whom to whom something can flow; `flows`: `write`, `read` or both.
    """

    check: str
    subject: str
    witnesses: tuple[Witness, ...]
    missing: str
    more: str = ""
    flows: tuple[str, ...] = ("write", "read")
    victims: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


@frozen
class Check:
    """One question about a run. `found`: what the verdict rests on, or what is missing for one.

    `by`: the checks and invariants by which the profile sees to it.
    """

    identifier: str
    sentence: str
    standing: Standing
    found: str
    by: tuple[str, ...] = ()


@frozen
class Judgement:
    """The verdict on one run.

    `kind`: `physical` or `steps`; `subject`: what is judged, in a line; `counts`: how many of what; `unseen`: what a
    recording like this cannot show; `last`: what the verdict is about, in a clause.
    """

    kind: str
    standing: Standing
    subject: str
    last: str
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    unseen: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(factory=dict[str, int])
    name: str | None = None
