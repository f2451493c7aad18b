"""What a term means in a state or after a step, spelt out and not simplified.

The statement prints these terms, and proofs compute with them: both must read alike, so nothing is rearranged here.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

from attrs import frozen

from septum.logic import build
from septum.logic.sorts import BOOLEAN
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Operator, Term, make
from septum.spec.model import Step, Update

Values: TypeAlias = Mapping[Term, Term]


class State(Protocol):
    """A state: what its symbols are at given places."""

    def at(self, symbol: Symbol, arguments: Sequence[Term]) -> Term:
        """The value there."""
        ...


@frozen
class Before:
    """The state of a tag, as it is."""

    tag: str

    def at(self, symbol: Symbol, arguments: Sequence[Term]) -> Term:
        """An application."""
        tag = "" if symbol.rigid else self.tag
        return make(Operator.APPLY, symbol.codomain, tuple(arguments), symbol=symbol, state=tag)


@frozen
class After:
    """The state after a step with these arguments and choices."""

    step: Step
    before: Before
    values: Values

    def at(self, symbol: Symbol, arguments: Sequence[Term]) -> Term:
        """The last update that concerns the place counts; all read the old state."""
        value = self.before.at(symbol, arguments)
        for update in self.step.updates:
            if update.symbol == symbol:
                value = self._updated(update, arguments, value)
        return value

    def _updated(self, update: Update, arguments: Sequence[Term], old: Term) -> Term:
        bound = {v.bare for v in update.bound}
        values = dict(self.values)
        compared: list[tuple[Term, Term]] = []
        for index, argument in zip(update.at, arguments, strict=True):
            if index.bare in bound:
                bound.discard(index.bare)
                values[index.bare] = argument
            else:
                compared.append((argument, index))
        conditions = [make(Operator.EQUAL, BOOLEAN, (a, meant(i, values, self.before))) for a, i in compared]
        if update.condition.bare is not TRUE:
            conditions.append(meant(update.condition, values, self.before))
        new = meant(update.value, values, self.before)
        if not conditions:
            return new
        condition = conditions[0] if len(conditions) == 1 else make(Operator.AND, BOOLEAN, tuple(conditions))
        return make(Operator.IF, old.sort, (condition, new, old))


def meant(term: Term, values: Values, state: State) -> Term:
    """A term of the specification in a state, with these values for its variables; bound variables stay.

    A double negation, which is how `refuse(…, unless=not c)` arrives, is none.
    """
    term = term.bare
    match term.operator:
        case Operator.VARIABLE:
            return values.get(term, term)
        case Operator.APPLY:
            assert term.symbol is not None
            return state.at(term.symbol, [meant(a, values, state) for a in term.arguments])
        case Operator.FORALL | Operator.EXISTS:
            inner = {v: t for v, t in values.items() if v not in term.bound}
            body = meant(term.arguments[0], inner, state)
            return make(term.operator, term.sort, (body,), bound=term.bound)
        case _ if not term.arguments:
            return term
        case Operator.NOT if (inner := term.arguments[0].bare).operator is Operator.NOT:
            return meant(inner.arguments[0], values, state)
        case _:
            arguments = tuple(meant(a, values, state) for a in term.arguments)
            return make(term.operator, term.sort, arguments, name=term.name)


def fresh(symbol: Symbol) -> tuple[Term, ...]:
    """Variables for the places of a symbol."""
    return tuple(build.variable(f"x{number}", sort) for number, sort in enumerate(symbol.domain, 1))


def replaced(term: Term, values: Values) -> Term:
    """A term with these values for its free variables, which no quantifier binds; nothing else changes."""
    if term.operator is Operator.VARIABLE:
        return values.get(term, term)
    if not term.arguments or term.free.isdisjoint(values):
        return term
    arguments = tuple(replaced(a, values) for a in term.arguments)
    return make(
        term.operator, term.sort, arguments, name=term.name, symbol=term.symbol, state=term.state, bound=term.bound
    )
