"""What can ever become of each symbol, if every step happens that nothing excludes: too much, never too little.

For each relation whether it can ever be true, and false, anywhere; for each map into an enumeration which members it
can ever have. What never comes out is kept so by every step; that is also proved before it is used.
"""

from collections.abc import Mapping

from attrs import define, field

from septum.diagnostics import Span
from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term
from septum.spec.model import Fact, FactKind, Model, Step

Value = bool | str


@define(eq=False)
class Reach:
    """For each symbol of truth values or of an enumeration the values that it can have somewhere, sometime."""

    model: Model
    values: dict[Symbol, set[Value]] = field(factory=dict[Symbol, set[Value]])

    def may(self, term: Term, wanted: bool) -> bool:
        """May a statement be true (`wanted`), or false, for some values of its variables?"""
        match term.operator:
            case Operator.TRUE | Operator.FALSE:
                return (term.operator is Operator.TRUE) is wanted
            case Operator.APPLY if term.symbol in self.values:
                return wanted in self.values[term.symbol]
            case Operator.NOT:
                return self.may(term.arguments[0], not wanted)
            case Operator.AND:
                return self._all(term.arguments, wanted)
            case Operator.OR:
                return self._any(term.arguments, wanted)
            case Operator.IMPLIES:
                premise, conclusion = term.arguments
                if wanted:
                    return self.may(premise, False) or self.may(conclusion, True)
                return self.may(premise, True) and self.may(conclusion, False)
            case Operator.FORALL | Operator.EXISTS:
                return self.may(term.arguments[0], wanted)
            case Operator.IF if term.sort.is_boolean:
                condition, first, second = term.arguments
                return (self.may(condition, True) and self.may(first, wanted)) or (
                    self.may(condition, False) and self.may(second, wanted)
                )
            case Operator.EQUAL:
                left, right = (self._members(argument) for argument in term.arguments)
                if left is None or right is None:
                    return True
                return bool(left & right) if wanted else len(left | right) > 1
            case _:
                return True

    def _all(self, arguments: tuple[Term, ...], wanted: bool) -> bool:
        found = [self.may(argument, wanted) for argument in arguments]
        return all(found) if wanted else any(found)

    def _any(self, arguments: tuple[Term, ...], wanted: bool) -> bool:
        found = [self.may(argument, wanted) for argument in arguments]
        return any(found) if wanted else all(found)

    def _members(self, term: Term) -> set[Value] | None:
        """The members or truth values that a term may have; None where nothing is known of it."""
        if term.sort.is_boolean:
            return {value for value in (True, False) if self.may(term, value)}
        if not term.sort.is_enumeration:
            return None
        match term.operator:
            case Operator.MEMBER:
                return {term.name}
            case Operator.APPLY if term.symbol in self.values:
                return set(self.values[term.symbol])
            case Operator.IF:
                condition, first, second = term.arguments
                ways = [arm for arm, value in ((first, True), (second, False)) if self.may(condition, value)]
                found = [self._members(arm) for arm in ways]
                return None if None in found else set[Value]().union(*(members or set() for members in found))
            case _:
                return None

    def possible(self, step: Step) -> bool:
        """May all conditions of the step hold?"""
        return all(
            self.may(guard.condition, True)
            for guard in step.guards
            if guard.assumption is None or guard.assumption in self.model.assumes
        )

    def take(self, step: Step) -> bool:
        """Add what the step may write; was anything new?"""
        grown = False
        for update in step.updates:
            known = self.values.get(update.symbol)
            if known is None or not self.may(update.condition, True):
                continue
            new = self._members(update.value)
            new = set(_all_values(update.symbol)) if new is None else new
            grown = grown or not new <= known
            known |= new
        return grown


def relaxed_reach(model: Model, start: Mapping[Symbol, frozenset[Value]]) -> Reach:
    """What the active steps of a model can make of values that hold everywhere at the start.

    `start`: for each symbol that no run leaves unknown, the values that it can have at the start.
    """
    reach = Reach(model, {symbol: set(values) for symbol, values in start.items()})
    steps = model.active_steps()
    grown = True
    while grown:
        grown = False
        for step in steps:
            if reach.possible(step) and reach.take(step):
                grown = True
    return reach


def never(reach: Reach, span: Span) -> tuple[Fact, ...]:
    """What never happens, as facts: `never Memory.lent`, `never Guests.phase RUNNING`."""
    return tuple(
        _never(symbol, value, span)
        for symbol, values in reach.values.items()
        for value in _all_values(symbol)
        if value not in values
    )


def excluded_values(model: Model) -> list[tuple[Symbol, Value, Fact]]:
    """Every value of every symbol that is tracked, with the fact that no entry has it."""
    return [
        (symbol, value, _never(symbol, value, model.span)) for symbol in tracked(model) for value in _all_values(symbol)
    ]


def _never(symbol: Symbol, value: Value, span: Span) -> Fact:
    parameters = tuple(build.variable(f"at{n}", sort) for n, sort in enumerate(symbol.domain, 1))
    applied = build.apply(symbol, parameters)
    if isinstance(value, bool):
        body, name = (build.negate(applied), symbol.name) if value else (applied, f"not {symbol.name}")
    else:
        body, name = build.negate(build.equal(applied, build.member(symbol.codomain, value))), f"{symbol.name} {value}"
    return Fact(f"never {name}", symbol.name.partition(".")[0], FactKind.INVARIANT, parameters, body, span)


def _all_values(symbol: Symbol) -> tuple[Value, ...]:
    return (True, False) if symbol.codomain.is_boolean else symbol.codomain.members


def tracked(model: Model) -> tuple[Symbol, ...]:
    """The symbols that are told apart by their values."""
    return tuple(
        s.symbol
        for s in model.symbols
        if not s.symbol.rigid and (s.symbol.codomain.is_boolean or s.symbol.codomain.is_enumeration)
    )
