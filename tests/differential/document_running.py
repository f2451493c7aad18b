"""The second reader of the exported document runs its steps, on finite states, by the document's own records.

It knows terms and the document's schema, and nothing of the interpreter.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from attrs import frozen
from exported import Document, Record

from septum.logic import Operator, Sort, Term

Values = Mapping[Term, Any]
Tables = Mapping[str, Mapping[tuple[Any, ...], Any]]
"""All entries of every symbol and constant, by name."""


@frozen
class Ended:
    """How a step ends: `done`, or the guard that stopped it, with the status if it answers one."""

    outcome: str
    guard: str | None = None
    status: str | None = None


@frozen
class Running:
    """A document on a finite instance, in one state."""

    document: Document
    elements: Mapping[str, Sequence[str]]
    tables: Tables

    def values_of(self, sort: Sort) -> list[Any]:
        """All values of a sort."""
        if sort.is_boolean:
            return [False, True]
        if sort.element is not None:
            members = sort.element.members
            return [
                frozenset(m for m, inside in zip(members, chosen, strict=True) if inside)
                for chosen in product((False, True), repeat=len(members))
            ]
        return list(sort.members if sort.is_enumeration else self.elements[sort.name])

    def value(self, term: Term, values: Values) -> Any:
        """The value of a term; `values`: of its variables."""
        inside = [self.value(a, values) for a in term.arguments] if not term.bound else []
        match term.operator:
            case Operator.TRUE | Operator.FALSE:
                return term.operator is Operator.TRUE
            case Operator.VARIABLE:
                return values[term]
            case Operator.MEMBER:
                return term.name
            case Operator.APPLY:
                assert term.symbol is not None
                return self.tables[term.symbol.name][tuple(inside)]
            case Operator.NOT:
                return not inside[0]
            case Operator.AND:
                return all(inside)
            case Operator.OR:
                return any(inside)
            case Operator.IMPLIES:
                return inside[1] if inside[0] else True
            case Operator.IF:
                return inside[1] if inside[0] else inside[2]
            case Operator.EQUAL:
                return inside[0] == inside[1]
            case Operator.CONTAINS:
                return inside[1] in inside[0]
            case Operator.SET:
                return frozenset(inside)
            case Operator.FORALL | Operator.EXISTS:
                found = [self.value(term.arguments[0], inner) for inner in self.assigned(term.bound, values)]
                return all(found) if term.operator is Operator.FORALL else any(found)

    def assigned(self, variables: Sequence[Term], values: Values) -> Iterator[Values]:
        """The values, with all values for further variables."""
        for chosen in product(*(self.values_of(v.sort) for v in variables)):
            yield {**values, **dict(zip(variables, chosen, strict=True))}

    def given(self, step: Record, arguments: Sequence[Any], choices: Sequence[Any]) -> Values:
        """The values of a step's parameters and of what it chooses."""
        variables = [*self.document.variables(step["parameters"]), *self._chosen(step)]
        return dict(zip(variables, [*arguments, *choices], strict=True))

    def ending(self, step: Record, values: Values) -> Ended:
        """How the step ends."""
        if not step["possible"]:
            return Ended("impossible")
        for guard in step["guards"]:
            if guard["kind"] == "duty" and guard["assumption"] not in self.document["assumes"]:
                continue
            condition = self.document.term(guard["condition"])
            if self.value(condition, values):
                continue
            chosen = guard["choice"]
            ways = self.assigned(self.document.variables([chosen]), values) if chosen is not None else []
            if guard["status"] is None or any(self.value(condition, way) for way in ways):
                return Ended("impossible", guard["id"])
            return Ended("refused", guard["id"], guard["status"])
        return Ended("done")

    def after(self, step: Record, values: Values) -> Tables:
        """The tables afterwards: all updates read the old ones, and the last that concerns a place counts."""
        tables = {name: dict(table) for name, table in self.tables.items()}
        for update in step["updates"]:
            for inner in self.assigned(self.document.variables(update["bound"]), values):
                if self.value(self.document.term(update["condition"]), inner):
                    place = tuple(self.value(self.document.term(index), inner) for index in update["at"])
                    tables[update["symbol"]][place] = self.value(self.document.term(update["value"]), inner)
        return tables

    def reply(self, step: Record, values: Values) -> Any:
        """What the step returns, None for nothing."""
        return None if step["returns"] is None else self.value(self.document.term(step["returns"]), values)

    def told(self, step: Record, values: Values) -> set[tuple[Any, ...]]:
        """Who hears what: the news, its principal, the element of that sort if it is one, and what is carried."""
        found: set[tuple[Any, ...]] = set()
        for tell in step["tells"]:
            recipients = self.document.variables([tell["recipient"]]) if tell["recipient"] is not None else []
            for inner in self.assigned(recipients, values):
                if self._holds(tell["where"], inner) and self._holds(tell["whom"], inner):
                    who = (recipients[0].sort.name, inner[recipients[0]]) if recipients else (tell["principal"], None)
                    found.add((tell["id"], *who, *(self._carried(carried, inner) for carried in tell["carries"])))
        return found

    def seen(self, principal: str, viewer: Any) -> dict[tuple[Any, ...], Any]:
        """What an observer sees, by the view's name and places; None where it is masked."""
        found: dict[tuple[Any, ...], Any] = {}
        for view in self.document["views"]:
            if view["principal"] != principal:
                continue
            looking = self.document.variables([view["viewer"]]) if view["viewer"] is not None else []
            parameters = self.document.variables(view["parameters"])
            for inner in self.assigned(parameters, dict.fromkeys(looking, viewer)):
                visible = self._holds(view["where"], inner)
                values = tuple(self._carried(carried, inner) for carried in view["values"])
                found[(view["name"], *(inner[p] for p in parameters))] = values if visible else None
        return found

    def _chosen(self, step: Record) -> list[Term]:
        return [self.document.term(g["choice"]["term"]) for g in step["guards"] if g["choice"] is not None]

    def _holds(self, number: int, values: Values) -> bool:
        return bool(self.value(self.document.term(number), values))

    def _carried(self, carried: Record, values: Values) -> Any:
        """A value; one that is carried at all places is the set of those where it is true, or all by place."""
        term, bound = self.document.term(carried["value"]), self.document.variables(carried["bound"])
        if not bound:
            return self.value(term, values)
        found = {tuple(inner[v] for v in bound): self.value(term, inner) for inner in self.assigned(bound, values)}
        return frozenset(p for p, v in found.items() if v) if term.sort.is_boolean else tuple(found.items())
