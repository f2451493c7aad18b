"""Terms as JSON, without loss, and back. The schema is `term.schema.json` beside this file.

A document lists the different nodes, arguments before what they stand in, and names roots by their index.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from septum.diagnostics.span import Span
from septum.logic.sorts import Sort, SortKind
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term, make

VERSION = 1

_T = TypeVar("_T")


def to_json(terms: Sequence[Term]) -> dict[str, Any]:
    """The document for these terms; shared parts are written once."""
    sorts: dict[Sort, int] = {}
    symbols: dict[Symbol, int] = {}
    nodes: dict[int, int] = {}
    written: list[dict[str, Any]] = []

    def sort_index(sort: Sort) -> int:
        if sort not in sorts:
            if sort.element is not None:
                sort_index(sort.element)
            sorts[sort] = len(sorts)
        return sorts[sort]

    def symbol_index(symbol: Symbol) -> int:
        if symbol not in symbols:
            for sort in (*symbol.domain, symbol.codomain):
                sort_index(sort)
            symbols[symbol] = len(symbols)
        return symbols[symbol]

    def visit(term: Term) -> int:
        # By identity, not by equality: nodes that differ only in their span are different nodes here.
        if id(term) in nodes:
            return nodes[id(term)]
        record: dict[str, Any] = {"operator": str(term.operator), "sort": sort_index(term.sort)}
        if term.arguments:
            record["arguments"] = [visit(argument) for argument in term.arguments]
        if term.bound:
            record["bound"] = [visit(v) for v in term.bound]
        if term.name:
            record["name"] = term.name
        if term.symbol is not None:
            record["symbol"] = symbol_index(term.symbol)
        if term.state:
            record["state"] = term.state
        if term.span is not None:
            s = term.span
            record["span"] = [s.file, s.line, s.column, s.end_line, s.end_column]
        written.append(record)
        nodes[id(term)] = len(written) - 1
        return nodes[id(term)]

    roots = [visit(term) for term in terms]
    return {
        "version": VERSION,
        "sorts": [_sort_record(sort, sorts) for sort in sorts],
        "symbols": [
            {
                "name": s.name,
                "domain": [sorts[d] for d in s.domain],
                "codomain": sorts[s.codomain],
                "rigid": s.rigid,
            }
            for s in symbols
        ],
        "nodes": written,
        "roots": roots,
    }


def _sort_record(sort: Sort, sorts: Mapping[Sort, int]) -> dict[str, Any]:
    record: dict[str, Any] = {"name": sort.name, "kind": str(sort.kind)}
    if sort.members:
        record["members"] = list(sort.members)
    if sort.element is not None:
        record["element"] = sorts[sort.element]
    return record


def from_json(document: Mapping[str, Any]) -> tuple[Term, ...]:
    """The terms of a document.

    Raises ValueError where the version is another one or an index leads nowhere.
    """
    if document.get("version") != VERSION:
        raise ValueError(f"version {document.get('version')!r} of the term format is not {VERSION}")
    sorts: list[Sort] = []
    for record in cast(list[dict[str, Any]], document["sorts"]):
        element = _at(sorts, record["element"]) if "element" in record else None
        sorts.append(Sort(record["name"], SortKind(record["kind"]), tuple(record.get("members", ())), element))
    symbols = [
        Symbol(
            record["name"],
            tuple(_at(sorts, d) for d in record["domain"]),
            _at(sorts, record["codomain"]),
            bool(record["rigid"]),
        )
        for record in cast(list[dict[str, Any]], document["symbols"])
    ]
    nodes: list[Term] = []
    for record in cast(list[dict[str, Any]], document["nodes"]):
        span = Span(*record["span"]) if "span" in record else None
        nodes.append(
            make(
                Operator(record["operator"]),
                _at(sorts, record["sort"]),
                tuple(_at(nodes, a) for a in record.get("arguments", ())),
                record.get("name", ""),
                _at(symbols, record["symbol"]) if "symbol" in record else None,
                record.get("state", ""),
                tuple(_at(nodes, b) for b in record.get("bound", ())),
                span,
            )
        )
    return tuple(_at(nodes, root) for root in cast(list[int], document["roots"]))


def _at(items: Sequence[_T], index: object) -> _T:
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(items):
        raise ValueError(f"index {index!r} leads nowhere")
    return items[index]
