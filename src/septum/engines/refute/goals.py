"""What is looked for."""

from enum import StrEnum

from attrs import frozen

from septum.spec.model import Fact, Observer


class GoalKind(StrEnum):
    """WRITE: one run, a step that is not for the observer changes its view. READ: two runs with the same inputs differ.

    BIRTH: two lives under one name begin with different views. START: two initial states look different.
    VIOLATION: one run leads where a stated property or an invariant does not hold.
    """

    WRITE = "write"
    READ = "read"
    BIRTH = "birth"
    START = "start"
    VIOLATION = "violation"


@frozen
class Goal:
    """A goal for one observer, of many of them for element 0.

    `entries`: only these view entries count; none means all, and answers too. `facts`: what is to be broken.
    """

    kind: GoalKind
    observer: Observer | None = None
    entries: frozenset[str] = frozenset()
    facts: tuple[Fact, ...] = ()
