"""Facts checked in states: all of them, or those that a change can have broken."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from septum.interpreter.effects import Entry, State, Violation
from septum.interpreter.states import States
from septum.logic import Symbol
from septum.spec.model import Fact


class Checking:
    """The checks of a machine."""

    def __init__(self, states: States) -> None:
        self._states = states
        self._readers: dict[Symbol, tuple[tuple[int, tuple[Callable[..., Any], ...]], ...]] = {}

    def check(self, state: State, facts: Iterable[Fact] | None = None) -> tuple[Violation, ...]:
        """Every failure of the facts, all invariants unless others are given."""
        return tuple(
            self._violation(fact, numbers)
            for fact in (self._states.model.invariants if facts is None else facts)
            for numbers in self._states.program.violations(fact)(state)
        )

    def check_changed(self, state: State, changed: Iterable[Entry]) -> tuple[Violation, ...]:
        """Every failure of an invariant that the changed entries can have caused.

        Where all invariants held before the change, these are all failures in `state`.
        """
        found: dict[int, set[tuple[int, ...]]] = {}
        for entry in changed:
            slot = self._states.slot(entry.symbol)
            key = self._states.universe.encode_all(slot.symbol.domain, entry.arguments)
            for number, functions in self._reading(slot.symbol):
                for function in functions:
                    failing = function(state, *key)
                    if failing:
                        found.setdefault(number, set()).update(failing)
        return tuple(
            self._violation(self._states.model.invariants[number], arguments)
            for number in sorted(found)
            for arguments in sorted(found[number])
        )

    def _reading(self, symbol: Symbol) -> tuple[tuple[int, tuple[Callable[..., Any], ...]], ...]:
        """The invariants that read a symbol, by their number, with the functions for a change of it."""
        found = self._readers.get(symbol)
        if found is None:
            invariants = enumerate(self._states.model.invariants)
            pairs = [(number, self._states.program.touched(fact, symbol)) for number, fact in invariants]
            found = self._readers[symbol] = tuple(pair for pair in pairs if pair[1])
        return found

    def _violation(self, fact: Fact, numbers: Sequence[int]) -> Violation:
        return Violation(fact, self._states.universe.decode_all([p.sort for p in fact.parameters], numbers))
