"""The decidable fragment: no cycle among sorts.

There is an edge from a sort A to a sort B where a function takes an A to a B, or where a statement says that for all
A there is a B. Without a cycle every obligation has finitely many ground terms, so that it is decided, not only tried
(the effectively propositional class, extended by stratified functions: Abadi, Rabinovich and Sagiv, 2010).
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from septum.diagnostics import Mark, Span
from septum.logic.sorts import Sort
from septum.logic.terms import Operator, Term
from septum.spec.model import Fact, GuardKind, StateSymbol, Step
from septum.spec.problems import Problems, indefinite
from septum.spec.scope import UNKNOWN


@frozen
class Edge:
    """From `source` to `target`, because of what stands at `span`."""

    source: Sort
    target: Sort
    reason: str
    span: Span
    function: bool


def check_fragment(
    symbols: Iterable[StateSymbol], facts: Iterable[Fact], steps: Iterable[Step], problems: Problems
) -> None:
    """Note every cycle, spelled out, at the last declaration or statement that closes it."""
    edges = [*_functions(symbols)]
    for fact in facts:
        edges.extend(_alternations(fact.body, True, tuple(p.sort for p in fact.parameters), fact.name))
    for step in steps:
        for guard in step.guards:
            # What no choice admits is asked with the choice in front; that may leave the fragment, and is then
            # tried within the budget and answered `unknown` at worst.
            if guard.kind is not GuardKind.DUTY:
                edges.extend(_alternations(guard.condition, True, (), guard.identifier))
    for cycle in _cycles([edge for edge in edges if UNKNOWN not in (edge.source, edge.target)]):
        _report(cycle, problems)


def _functions(symbols: Iterable[StateSymbol]) -> Iterator[Edge]:
    for declared in symbols:
        symbol = declared.symbol
        if symbol.codomain.is_uninterpreted:
            for sort in symbol.domain:
                if sort.is_uninterpreted:
                    place = declared.sort_span or declared.span
                    yield Edge(sort, symbol.codomain, symbol.name.rsplit(".", 1)[-1], place, True)


_Seen = set[tuple[Term, bool, tuple[Sort, ...]]]


def _alternations(
    term: Term, positive: bool, scope: tuple[Sort, ...], name: str, seen: _Seen | None = None
) -> Iterator[Edge]:
    """The edges of a statement that is supposed: for all `scope` there is what an existential inside names.

    `seen`: what was read already, for an `if` or an equation reads its parts twice, and so on inside.
    """
    seen = set() if seen is None else seen
    if (term, positive, scope) in seen:
        return
    seen.add((term, positive, scope))
    match term.operator:
        case Operator.FORALL | Operator.EXISTS:
            universal = (term.operator is Operator.FORALL) == positive
            inner = scope
            if universal:
                inner = scope + tuple(v.sort for v in term.bound)
            elif term.span is not None:
                for source in scope:
                    for variable in term.bound:
                        if source.is_uninterpreted and variable.sort.is_uninterpreted:
                            yield Edge(source, variable.sort, name, term.span, False)
            yield from _alternations(term.arguments[0], positive, inner, name, seen)
        case Operator.NOT:
            yield from _alternations(term.arguments[0], not positive, scope, name, seen)
        case Operator.IMPLIES:
            yield from _alternations(term.arguments[0], not positive, scope, name, seen)
            yield from _alternations(term.arguments[1], positive, scope, name, seen)
        case Operator.EQUAL | Operator.IF:
            for argument in term.arguments:
                if argument.sort.is_boolean:
                    yield from _alternations(argument, True, scope, name, seen)
                    yield from _alternations(argument, False, scope, name, seen)
        case _:
            for argument in term.arguments:
                yield from _alternations(argument, positive, scope, name, seen)


def _cycles(edges: list[Edge]) -> list[tuple[Edge, ...]]:
    """A shortest cycle through each edge that is on one, each set of sorts once."""
    outgoing: dict[Sort, list[Edge]] = {}
    for edge in edges:
        outgoing.setdefault(edge.source, []).append(edge)
    found: dict[frozenset[Sort], tuple[Edge, ...]] = {}
    for edge in edges:
        path = _path(edge.target, edge.source, outgoing)
        if path is not None:
            cycle = (edge, *path)
            found.setdefault(frozenset(e.source for e in cycle), cycle)
    return list(found.values())


def _path(start: Sort, goal: Sort, outgoing: dict[Sort, list[Edge]]) -> tuple[Edge, ...] | None:
    queue: list[tuple[Sort, tuple[Edge, ...]]] = [(start, ())]
    seen = {start}
    for sort, path in queue:
        if sort == goal:
            return path
        for edge in outgoing.get(sort, []):
            if edge.target not in seen:
                seen.add(edge.target)
                queue.append((edge.target, (*path, edge)))
    return None


def _report(cycle: tuple[Edge, ...], problems: Problems) -> None:
    # The cycle is told from the sort after its last place in the text, where the cure is most likely wanted.
    last = max(range(len(cycle)), key=lambda index: cycle[index].span)
    ordered = cycle[last + 1 :] + cycle[: last + 1]
    closing = cycle[last]
    text = str(ordered[0].source)
    for edge in ordered[:-1]:
        place = f":{edge.span.line}" if edge.span.file == closing.span.file else edge.span.short
        text += f" → {edge.target} ({place})"
    text += f" → {closing.target}"
    marks = tuple(
        Mark(e.span, f"{e.source} → {e.target}", primary=False) for e in ordered[:-1]
    )  # fmt: skip
    if closing.function:
        code, note, cure = "030", f"use a Relation[{closing.source}, {closing.target}]", None
    else:
        code, note = "031", f"for each {closing.source} there is {indefinite(closing.target.name)}"
        cure = f"name the {closing.target} by a map or by a parameter"
    problems.add(code, closing.span, f"not decidable, {text}", (*marks, Mark(closing.span, note)), cure)
