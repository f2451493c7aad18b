"""What an exploration answers."""

from enum import StrEnum

from attrs import field, frozen

from septum.engines.results import Verdict
from septum.interpreter import Trace, Violation


class Engine(StrEnum):
    """What visits the states."""

    PYTHON = "generated Python"
    COMPILED = "compiled C"


class Symmetry(StrEnum):
    """What is visited: every state, or one of all those that differ in the names of interchangeable elements alone."""

    OFF = "off"
    ON = "on"


class Scope(StrEnum):
    """What the verdict is about."""

    EXHAUSTED = "every state of this instance that these initial states reach"
    PARTIAL = "only the states that were visited"


@frozen
class Found:
    """A violated invariant. `trace`: a shortest run to it."""

    violation: Violation
    trace: Trace
    depth: int


@frozen
class Exploration:
    """What an exploration found.

    `verdict`: PROVED where all reachable states of the instance were visited and keep every invariant, BUDGET where
    the limit of states or of memory was reached first, VIOLATED where an invariant fails. `edges`: how often a step
    was done. `depth`: how many steps away the farthest state is. `happened` and `idle`: the steps that were done, or
    never.

    `engine`: what visited them. `notes`: what was asked and could not be had, and which limit was reached. `classes`:
    the elements that were taken as interchangeable, by sort; then `states` counts one of each orbit, and `edges` the
    steps from these. `bytes`: the memory for states, 0 where it was not counted. `preparing`: the part of `seconds`
    until the first step was tried.
    """

    verdict: Verdict
    scope: Scope
    states: int
    edges: int
    depth: int
    happened: tuple[str, ...]
    idle: tuple[str, ...]
    violation: Found | None
    seconds: float
    engine: Engine = Engine.PYTHON
    notes: tuple[str, ...] = ()
    classes: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    bytes: int = 0
    preparing: float = 0.0
