"""Entries that make statements true: a search with backtracking, for constants and initial states."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from attrs import frozen

from septum.interpreter.instance import Value
from septum.interpreter.structure import Structure, Table, evaluate, values_of
from septum.logic import Operator, Term

EntryKey: TypeAlias = tuple[str, tuple[Value, ...]]
"""A symbol's name and arguments."""

Writes: TypeAlias = Mapping[EntryKey, Value]

Statement: TypeAlias = tuple[Term, Mapping[Term, Value]]
"""A term with the values of its free variables."""


@frozen
class Search:
    """What may be written: entries of a structure for which `may_write` holds."""

    structure: Structure
    may_write: Callable[[EntryKey], bool]

    def satisfy(self, statements: Sequence[Statement], writes: Writes) -> Iterator[Writes]:
        """Every way found to make all statements true: `writes` and more. What is in `writes` stays as it is."""
        if not statements:
            yield writes
            return
        (term, environment), *rest = statements
        for more in self._ways(term, True, environment, writes):
            yield from self.satisfy(rest, more)

    def with_writes(self, writes: Writes) -> Structure:
        """The structure with these entries."""
        tables = dict(self.structure.tables)
        for (name, arguments), value in writes.items():
            table = tables[name, ""]
            tables[name, ""] = Table({**table.entries, arguments: value}, table.otherwise)
        return Structure(self.structure.elements, tables)

    def _value(self, term: Term, environment: Mapping[Term, Value], writes: Writes) -> Value:
        return evaluate(term, self.with_writes(writes), environment)

    def _ways(self, term: Term, wanted: bool, given: Mapping[Term, Value], writes: Writes) -> Iterator[Writes]:
        operator, parts = term.operator, term.arguments
        if operator is Operator.NOT:
            yield from self._ways(parts[0], not wanted, given, writes)
        elif operator is Operator.IMPLIES:
            premise, conclusion = parts
            signed = [(premise, not wanted, given), (conclusion, wanted, given)]
            yield from self._joined(signed, not wanted, writes)
        elif operator in (Operator.AND, Operator.OR):
            signed = [(part, wanted, given) for part in parts]
            yield from self._joined(signed, wanted == (operator is Operator.AND), writes)
        elif operator in (Operator.FORALL, Operator.EXISTS):
            names = [v.bare for v in term.bound]
            ranges = [values_of(v.sort, self.structure) for v in term.bound]
            signed = [
                (parts[0], wanted, {**given, **dict(zip(names, chosen, strict=True))}) for chosen in product(*ranges)
            ]
            yield from self._joined(signed, wanted == (operator is Operator.FORALL), writes)
        elif operator is Operator.APPLY:
            yield from self._assign(term, wanted, given, writes)
        elif operator is Operator.EQUAL:
            yield from self._equation(term, wanted, given, writes)
        elif self._value(term, given, writes) == wanted:
            yield writes

    def _joined(
        self, parts: Sequence[tuple[Term, bool, Mapping[Term, Value]]], every: bool, writes: Writes
    ) -> Iterator[Writes]:
        """Ways to make every part, or one of them, as wanted; one that is so already comes first."""
        if every:
            if not parts:
                yield writes
                return
            (term, wanted, given), *rest = parts
            for more in self._ways(term, wanted, given, writes):
                yield from self._joined(rest, True, more)
            return
        for term, wanted, given in sorted(parts, key=lambda p: self._value(p[0], p[2], writes) != p[1]):
            yield from self._ways(term, wanted, given, writes)

    def _assign(self, term: Term, value: Value, given: Mapping[Term, Value], writes: Writes) -> Iterator[Writes]:
        """Let an application have a value, and keep it."""
        if term.operator is not Operator.APPLY or term.symbol is None:
            if self._value(term, given, writes) == value:
                yield writes
            return
        key = (term.symbol.name, tuple(self._value(a, given, writes) for a in term.arguments))
        if key not in writes and self.may_write(key):
            yield {**writes, key: value}
        elif self._value(term, given, writes) == value:
            yield writes

    def _equation(self, term: Term, wanted: bool, given: Mapping[Term, Value], writes: Writes) -> Iterator[Writes]:
        left, right = term.arguments
        one, other = self._value(left, given, writes), self._value(right, given, writes)
        pairs = [(a, b) for a in values_of(left.sort, self.structure) for b in values_of(left.sort, self.structure)]
        pairs = [pair for pair in pairs if (pair[0] == pair[1]) == wanted]
        # Change as little as possible: nothing, then one side, then both.
        for a, b in sorted(pairs, key=lambda pair: (pair[0] != one) + (pair[1] != other)):
            for more in self._assign(left, a, given, writes):
                yield from self._assign(right, b, given, more)
