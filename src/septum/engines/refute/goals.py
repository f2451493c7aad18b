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


class Shown(StrEnum):
    """By what an observer can tell two runs apart: what it sees, whether its request is refused, what that returns."""

    VIEW = "view"
    STATUS = "status"
    REPLY = "reply"


@frozen
class Goal:
    """A goal for one observer, of many of them for element 0.

    `entries`: only these view entries count; none means all. `facts`: what is to be broken. `shown`: by what two runs
    are to be told apart (READ). `last`: the run, or one of the two, is to end with one of these steps; none: with any.
    """

    kind: GoalKind
    observer: Observer | None = None
    entries: frozenset[str] = frozenset()
    facts: tuple[Fact, ...] = ()
    last: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = (Shown.VIEW, Shown.STATUS, Shown.REPLY)
