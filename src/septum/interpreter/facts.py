"""Facts and views as Python: where a fact fails, and what a principal sees."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from septum.interpreter.expressions import Writer, some
from septum.interpreter.literals import Literal, alternatives
from septum.interpreter.names import fresh
from septum.interpreter.plans import make_plan
from septum.interpreter.steps import carried_value
from septum.interpreter.text import function, listed, mapping, tuple_of
from septum.logic import Operator, Symbol, Term
from septum.logic.build import equal, variable
from septum.spec.model import Fact, View


@frozen
class Occurrence:
    """Where a fact reads a symbol. `places`: the arguments that the fact's parameters decide, by position."""

    symbol: Symbol
    places: tuple[tuple[int, Term], ...]


def occurrences(fact: Fact) -> tuple[Occurrence, ...]:
    """Everything that a fact reads of the state, each way to read it once.

    A change of `r(k)` matters to those instances of the fact alone in which some occurrence of `r` has the arguments
    `k`. Arguments may be computed in the new state: if no occurrence reads a changed entry there, then, from the
    inside out, every occurrence has the value that it had before.
    """
    found: dict[Occurrence, None] = {}
    for node, inner in _applications(fact.body, frozenset()):
        assert node.symbol is not None
        places = tuple((i, a.bare) for i, a in enumerate(node.arguments) if a.bare.free.isdisjoint(inner))
        found[Occurrence(node.symbol, places)] = None
    everywhere = {o.symbol for o in found if not o.places}
    return tuple(o for o in found if o.symbol not in everywhere or not o.places)


def _applications(term: Term, inner: frozenset[Term]) -> Iterator[tuple[Term, frozenset[Term]]]:
    if term.bound:
        inner = inner | {v.bare for v in term.bound}
    if term.operator is Operator.APPLY and term.symbol is not None and not term.symbol.rigid:
        yield term, inner
    for argument in term.arguments:
        yield from _applications(argument, inner)


def violations(writer: Writer, name: str, fact: Fact) -> str:
    """A function `(state)`: the arguments for which a fact fails, in order."""
    return function(name, (), [f"return {_failing(writer, fact, [], {})}"], writer.layout)


def violations_of(writer: Writer, name: str, fact: Fact, occurrence: Occurrence) -> str:
    """A function `(state, *key)`: those for which it fails and the occurrence reads the entry `key`."""
    keys = [variable(f"key {i}", sort) for i, sort in enumerate(occurrence.symbol.domain)]
    scope: dict[Term, str] = {}
    for key in keys:
        scope[key] = fresh(key.name, scope)
    same = [Literal(equal(argument, keys[i]), True) for i, argument in occurrence.places]
    lines = [f"return {_failing(writer, fact, same, scope)}"]
    return function(name, tuple(scope.values()), lines, writer.layout)


def fails(writer: Writer, name: str, fact: Fact) -> str:
    """A function `(state)`: whether a fact fails anywhere."""
    texts = [
        some(make_plan(writer, fact.parameters, [part], {}, witness=True))
        for part in alternatives(Literal(fact.body, False))
    ]
    return function(name, (), [f"return {' or '.join(texts)}"], writer.layout)


def _failing(writer: Writer, fact: Fact, more: list[Literal], scope: Mapping[Term, str]) -> str:
    lists: list[str] = []
    for part in alternatives(Literal(fact.body, False)):
        plan = make_plan(writer, fact.parameters, [*more, part], scope)
        lists.append(listed(tuple_of([plan.scope[p.bare] for p in fact.parameters]), plan))
    return f"sorted({lists[0]})" if len(lists) == 1 else f"sorted({{{', '.join(f'*{text}' for text in lists)}}})"


def seen(writer: Writer, name: str, view: View) -> str:
    """A function `(state, viewer)`: the values of a view wherever its viewer sees them, by its arguments."""
    scope = {view.viewer.bare: "v_viewer"} if view.viewer is not None else {}
    plan = make_plan(writer, view.parameters, [Literal(view.where, True)], scope)
    key = tuple_of([plan.scope[p.bare] for p in view.parameters])
    value = tuple_of([carried_value(writer, c, plan.scope) for c in view.values])
    return function(name, ("v_viewer",), [f"return {mapping(key, value, plan)}"], writer.layout)


def value(writer: Writer, name: str, term: Term, variables: tuple[Term, ...]) -> str:
    """A function `(state, *values)`: the value of a term."""
    scope: dict[Term, str] = {}
    for free in variables:
        scope[free.bare] = fresh(free.name, scope)
    return function(name, tuple(scope.values()), [f"return {writer.expression(term, scope)}"], writer.layout)
