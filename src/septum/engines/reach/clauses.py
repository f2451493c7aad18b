"""The clauses of the second statement, as a property: for reports."""

import tomllib
from functools import cache
from pathlib import Path

from septum.diagnostics import Span
from septum.spec.model import Property, PropertyClause, Word


def _text() -> str:
    return Path(__file__).with_name("clauses.toml").read_text(encoding="utf-8")


@cache
def _table() -> tuple[dict[str, str], ...]:
    return tuple(tomllib.loads(_text())["clause"])


def _place(name: str) -> Span:
    """The line that names a clause."""
    line = _text().split("\n").index(f'name = "{name}"') + 1
    return Span("reach/clauses.toml", line, 1)


def counterpart(name: str) -> str | None:
    """The clause of the first statement that judges the same thing; itself, where it is one of those."""
    clause = next((c for c in _table() if c["name"] == name), None)
    return name if clause is None else clause.get("runs")


@cache
def reach_property() -> Property:
    """The second statement, with the sentences of its clauses; its goals are in this package, not in the language."""
    clauses = tuple(
        PropertyClause(
            name=clause["name"],
            doc=f"{clause['should']}\n\nOtherwise {clause['may']}",
            parameters=(),
            supposes=(),
            goal=Word(clause["name"], (), False, _place(clause["name"])),
            span=_place(clause["name"]),
        )
        for clause in _table()
    )
    doc = "Nobody's step reads or writes a place that is not his, and no data go there, but along what is told."
    return Property("Reach", doc, clauses, clauses[0].span)


def clause(name: str) -> PropertyClause:
    """A clause by name. Raises KeyError."""
    for found in reach_property().clauses:
        if found.name == name:
            return found
    raise KeyError(name)
