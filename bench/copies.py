"""A model several times over: the same sorts and principals, all else in k copies. For growth measurements only."""

from attrs import evolve

from septum.logic import Symbol, Term
from septum.logic.build import apply
from septum.logic.walk import rewrite
from septum.spec.model import Carried, Fact, Guard, Model, StateSymbol, Step, Tell, Update, View


def copies(model: Model, count: int) -> Model:
    """`count` copies of the state, steps, views and invariants of a model side by side, with the same property."""
    renamed = [_Copy(number) for number in range(count)]
    return evolve(
        model,
        symbols=tuple(copy.declared(s) for copy in renamed for s in model.symbols),
        steps=tuple(copy.step(s) for copy in renamed for s in model.steps),
        views=tuple(copy.view(v) for copy in renamed for v in model.views),
        initially=tuple(copy.fact(f) for copy in renamed for f in model.initially),
        invariants=tuple(copy.fact(f) for copy in renamed for f in model.invariants),
        axioms=tuple(copy.fact(f) for copy in renamed for f in model.axioms),
        examples=(),
    )


class _Copy:
    """Renames everything of one copy."""

    def __init__(self, number: int) -> None:
        self._suffix = f"~{number}" if number else ""

    def symbol(self, symbol: Symbol) -> Symbol:
        return evolve(symbol, name=symbol.name + self._suffix)

    def declared(self, declared: StateSymbol) -> StateSymbol:
        return evolve(declared, symbol=self.symbol(declared.symbol))

    def term(self, term: Term) -> Term:
        def change(node: Term) -> Term | None:
            if node.symbol is None:
                return None
            return apply(self.symbol(node.symbol), [rewrite(a, change) for a in node.arguments], node.state)

        return rewrite(term, change)

    def carried(self, carried: Carried) -> Carried:
        return evolve(carried, value=self.term(carried.value))

    def step(self, step: Step) -> Step:
        return evolve(
            step,
            name=step.name + self._suffix,
            # A life begins in one copy only: that it begins afresh in all of them would be false.
            begins=None,
            guards=tuple(self._guard(g) for g in step.guards),
            updates=tuple(self._update(u) for u in step.updates),
            tells=tuple(self._tell(t) for t in step.tells),
            returns=None if step.returns is None else self.term(step.returns),
        )

    def view(self, view: View) -> View:
        values = tuple(self.carried(c) for c in view.values)
        return evolve(view, name=view.name + self._suffix, values=values, where=self.term(view.where))

    def fact(self, fact: Fact) -> Fact:
        return evolve(fact, name=fact.name + self._suffix, body=self.term(fact.body))

    def _guard(self, guard: Guard) -> Guard:
        step, _, rest = guard.identifier.partition(".")
        return evolve(guard, identifier=f"{step}{self._suffix}.{rest}", condition=self.term(guard.condition))

    def _update(self, update: Update) -> Update:
        return evolve(
            update,
            symbol=self.symbol(update.symbol),
            at=tuple(self.term(t) for t in update.at),
            condition=self.term(update.condition),
            value=self.term(update.value),
        )

    def _tell(self, tell: Tell) -> Tell:
        step, _, rest = tell.identifier.partition(".")
        return evolve(
            tell,
            identifier=f"{step}{self._suffix}.{rest}",
            # News of a copy are news of their own: else every step would be paired with its copies.
            news=tell.news + self._suffix,
            carries=tuple(self.carried(c) for c in tell.carries),
            where=self.term(tell.where),
            whom=self.term(tell.whom),
        )
