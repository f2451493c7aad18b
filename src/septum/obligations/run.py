"""One event of one run: a step with its arguments, the state before and the state after."""

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term
from septum.logic.walk import assemble, in_state, substitute
from septum.obligations.lower import lower
from septum.spec.model import Guard, Step, Update


@frozen(eq=False)
class Event:
    """A step in the state of tag `state`, its parameters and choices replaced by constants."""

    step: Step
    state: str
    values: Mapping[Term, Term]
    _after: dict[Term, Term] = field(init=False, factory=dict[Term, Term], repr=False)

    def before(self, term: Term) -> Term:
        """What a term of the step means in the state before, lowered."""
        return self._meant(term, self.values)

    def holds(self, guard: Guard) -> Term:
        """The condition of a guard in this event."""
        return self.before(guard.condition)

    def after(self, term: Term) -> Term:
        """What a lowered term, about the state `""` and without the step's variables, means in the state after.

        Conditional arguments are pulled out of applications, so that atoms have none.
        """
        found = self._after.get(term)
        if found is None:
            if term.operator is Operator.APPLY:
                assert term.symbol is not None
                found = self._applied(term.symbol, [self.after(a) for a in term.arguments])
            elif term.arguments:
                found = assemble(term, tuple(self.after(a) for a in term.arguments))
            else:
                found = term
            self._after[term] = found
        return found

    def _applied(self, symbol: Symbol, arguments: Sequence[Term]) -> Term:
        for index, argument in enumerate(arguments):
            if argument.operator is Operator.IF:
                condition, first, second = argument.arguments
                return build.conditional(
                    condition,
                    self._applied(symbol, [*arguments[:index], first, *arguments[index + 1 :]]),
                    self._applied(symbol, [*arguments[:index], second, *arguments[index + 1 :]]),
                )
        value = build.apply(symbol, arguments, self.state)
        for update in self.step.updates:
            if update.symbol == symbol:
                value = self._updated(update, arguments, value)
        return value

    def _updated(self, update: Update, arguments: Sequence[Term], old: Term) -> Term:
        bound = {v.bare for v in update.bound}
        values = dict(self.values)
        conditions: list[Term] = []
        for index, argument in zip(update.at, arguments, strict=True):
            if index.bare in bound:
                bound.discard(index.bare)
                values[index.bare] = argument
        for index, argument in zip(update.at, arguments, strict=True):
            conditions.append(build.equal(argument, self._meant(index, values)))
        conditions.append(self._meant(update.condition, values))
        new = self._meant(update.value, values)
        return build.conditional(build.conjunction(*conditions), new, old)

    def _meant(self, term: Term, values: Mapping[Term, Term]) -> Term:
        # Variables first, sets after: two runs may pass different sets under one parameter's name.
        return lower(substitute(in_state(term, self.state), values))
