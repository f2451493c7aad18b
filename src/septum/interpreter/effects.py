"""What comes of a step, as data by name."""

from collections.abc import Hashable
from typing import TypeAlias

from attrs import frozen

from septum.interpreter.instance import Value
from septum.spec.model import Fact, Guard, Outcome

State: TypeAlias = tuple[Hashable, ...]
"""A state: equal and of equal hash when alike. Only its `Machine` looks inside."""

Seen: TypeAlias = Value | frozenset[tuple[Value, ...]] | tuple[tuple[tuple[Value, ...], Value], ...]
"""A value carried by news or views; one that is carried at all places is the set of the arguments where it is true,
or the values by argument."""

MASKED = "masked"
"""What stands for the values of a view where its viewer does not see them."""


@frozen
class Action:
    """A step to take. `choices`: what is chosen inside, in the order of the text."""

    step: str
    arguments: tuple[Value, ...]
    choices: tuple[Value, ...] = ()


@frozen
class Entry:
    """An entry of the state that has changed."""

    symbol: str
    arguments: tuple[Value, ...]
    before: Value
    after: Value


@frozen
class News:
    """What one recipient is told. `principal`: the principal, or the sort whose element `recipient` is."""

    identifier: str
    news: str
    principal: str
    recipient: str | None
    carries: tuple[Seen, ...]


@frozen
class Effect:
    """How an action ended.

    `guard`: what stopped it, None where it is done or where the step itself is switched off. `status`: the answer to
    a refused action. `choices`: what was chosen before it ended. `state`: the new state, which is the old one unless
    it is done.
    """

    step: str
    arguments: tuple[Value, ...]
    choices: tuple[Value, ...]
    outcome: Outcome
    state: State
    guard: Guard | None = None
    status: str | None = None
    returned: Value | None = None
    told: tuple[News, ...] = ()
    changed: tuple[Entry, ...] = ()

    @property
    def action(self) -> Action:
        """The action that had this effect."""
        return Action(self.step, self.arguments, self.choices)


@frozen
class Violation:
    """A fact that fails, with the arguments for which it does."""

    fact: Fact
    arguments: tuple[Value, ...]

    def __str__(self) -> str:
        given = ", ".join(f"{p.name}={a}" for p, a in zip(self.fact.parameters, self.arguments, strict=True))
        return f"{self.fact.name}({given})"
