"""A run on a finite instance, as data: what whoever executes specifications says of it."""

from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen

from septum.logic.terms import Term
from septum.spec.model import Guard, Outcome, Step

Value: TypeAlias = str | bool | frozenset[str]
"""An element or member by name, a truth value, or a set of members."""

Entries: TypeAlias = Mapping[tuple[Value, ...], Value]
"""What a symbol is at the arguments listed; elsewhere it is false, or the first value of its sort."""


@frozen
class Happening:
    """A step that is tried. `check`: by which of its checks it is refused, by number (see `number_of_check`).

    `choices`: what is chosen inside; less than all where it is refused before. An impossible one changes nothing.
    """

    step: str
    arguments: tuple[Value, ...]
    outcome: Outcome
    choices: tuple[Value, ...] = ()
    check: int | None = None
    status: str | None = None
    returned: Value | None = None


@frozen
class Claim:
    """What holds once so many steps have been done or refused. `values`: for its free variables."""

    after: int
    condition: Term
    values: Mapping[Term, Value]


@frozen
class Run:
    """A run. `elements`: of each uninterpreted sort, by its name. `constants`, `start`: entries by symbol name."""

    title: str
    elements: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, Entries]
    start: Mapping[str, Entries]
    happenings: tuple[Happening, ...]
    claims: tuple[Claim, ...] = ()


def number_of_check(step: Step, guard: Guard) -> int:
    """The place of a guard among the checks of a step, in the statement: an exclusion comes before all guards."""
    return step.guards.index(guard) + (step.unless is not None)
