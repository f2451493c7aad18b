"""Exit statuses, the same for every command."""

from collections.abc import Iterable
from enum import IntEnum

from septum.engines.results import Verdict


class ExitStatus(IntEnum):
    """What the exit status of septum says."""

    PROVED = 0
    VIOLATED = 1
    BAD_INPUT = 2
    UNDECIDED = 3
    ERROR = 4


_ORDER = (ExitStatus.BAD_INPUT, ExitStatus.VIOLATED, ExitStatus.ERROR, ExitStatus.UNDECIDED)


def status_of(verdict: Verdict) -> ExitStatus:
    """The exit status for a verdict."""
    match verdict:
        case Verdict.PROVED:
            return ExitStatus.PROVED
        case Verdict.VIOLATED:
            return ExitStatus.VIOLATED
        case Verdict.ERROR:
            return ExitStatus.ERROR
        case _:
            return ExitStatus.UNDECIDED


def most_serious(statuses: Iterable[ExitStatus]) -> ExitStatus:
    """One status where several hold: 2, else 1, 4, 3, 0."""
    found = set(statuses)
    return next((status for status in _ORDER if status in found), ExitStatus.PROVED)
