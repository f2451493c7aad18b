"""Exit statuses, the same for every command."""

from enum import IntEnum

from septum.engines.results import Verdict


class ExitStatus(IntEnum):
    """What the exit status of septum says."""

    PROVED = 0
    VIOLATED = 1
    BAD_INPUT = 2
    UNDECIDED = 3
    ERROR = 4


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
