"""What is read from a solver's model: the constants, the initial states and who did what, by element numbers."""

from collections.abc import Callable

from attrs import frozen

from septum.engines.refute.evaluate import Entries, Value
from septum.engines.refute.scope import Scope
from septum.logic import Symbol

Element = int | bool | frozenset[int]
"""A number, a truth value, or the members of a set by number."""

Store = dict[Symbol, dict[tuple[int, ...], Element]]
"""The value of each entry."""


@frozen
class Action:
    """A step with its arguments and choices; `asked`: it is a request that is not carried out."""

    step: str
    arguments: tuple[Element, ...]
    choices: tuple[Element, ...]
    asked: bool = False


@frozen
class Skeleton:
    """One run, or two with the same constants. In a moment at which a run does nothing its action is None."""

    scope: Scope
    constants: Store
    initial: tuple[Store, ...]
    runs: tuple[tuple[Action | None, ...], ...]


def read_value(value: Value, holds: Callable[[int], bool], is_set: bool) -> Element:
    """The element that the literals say."""
    if isinstance(value, int):
        return holds(value)
    if is_set:
        return frozenset(index for index, literal in enumerate(value) if holds(literal))
    return next(index for index, literal in enumerate(value) if holds(literal))


def read_entries(entries: Entries, holds: Callable[[int], bool]) -> Store:
    """The values of all entries."""
    return {
        symbol: {at: read_value(value, holds, symbol.codomain.is_set) for at, value in table.items()}
        for symbol, table in entries.items()
    }
