"""A second reader of the exported document: its steps, as events of a run.

It knows terms and the document's schema, and nothing of the package that makes obligations.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from septum.logic import FALSE, TRUE, Operator, Sort, Symbol, Term, build
from septum.logic.serialize import from_json
from septum.logic.walk import expand_enumerations, in_state, rewrite, substitute

Record = dict[str, Any]


class Document:
    """The document, with its numbers turned into terms."""

    def __init__(self, content: Record) -> None:
        self.content = content
        self.terms = from_json(content["terms"])
        self.sorts = {record["name"]: Sort(record["name"]) for record in content["sorts"]}

    def __getitem__(self, key: str) -> Any:
        return self.content[key]

    def term(self, number: int) -> Term:
        """A term by its number."""
        return self.terms[number]

    def variables(self, records: Sequence[Record]) -> list[Term]:
        """Variables of a record."""
        return [self.terms[record["term"]] for record in records]

    def steps(self) -> list[Record]:
        """The steps that can happen, without duties that nobody is assumed to keep."""
        kept: list[Record] = []
        for step in self["steps"]:
            if step["possible"]:
                guards = [g for g in step["guards"] if g["kind"] != "duty" or g["assumption"] in self["assumes"]]
                kept.append({**step, "guards": guards})
        return kept


@cache
def listed(term: Term) -> Term:
    """The term without enumerations to range over and without sets."""
    return rewrite(expand_enumerations(term), _without_sets)


def _without_sets(node: Term) -> Term | None:
    if node.operator is Operator.EQUAL and node.arguments[0].sort.is_set:
        return listed(alike(*node.arguments))
    if node.operator is Operator.CONTAINS:
        held, element = node.arguments
        if held.operator is Operator.IF:
            test, then, otherwise = held.arguments
            return listed(build.conditional(test, build.contains(then, element), build.contains(otherwise, element)))
        if held.operator is Operator.VARIABLE:
            assert held.sort.element is not None
            return build.apply(Symbol(f"in {held.name}", (held.sort.element,), rigid=True), [listed(element)])
    return None


def alike(left: Term, right: Term) -> Term:
    """Equality; of sets, member by member."""
    element = left.sort.element
    if element is None:
        return build.equal(left, right)
    members = [build.member(element, name) for name in element.members]
    return build.conjunction(*(build.equal(build.contains(left, m), build.contains(right, m)) for m in members))


class Happening:
    """A step that happens in the state `tag`, with constants for what it is asked and what it chooses."""

    def __init__(self, document: Document, step: Record, tag: str, suffix: str) -> None:
        self.document, self.step, self.tag = document, step, tag
        self.values: dict[Term, Term] = {}
        for variable in document.variables(step["parameters"]):
            self.values[variable] = build.variable(variable.name + suffix, variable.sort)
        for guard in step["guards"]:
            if guard["choice"] is not None:
                chosen = document.term(guard["choice"]["term"])
                self.values[chosen] = build.variable(f"{chosen.name}~{tag}", chosen.sort)

    @property
    def written(self) -> set[str]:
        """The symbols that the step may change."""
        return {update["symbol"] for update in self.step["updates"]}

    def value_of(self, parameter: str) -> Term:
        """What stands for a parameter here."""
        return next(value for variable, value in self.values.items() if variable.name == parameter)

    def meant(self, term: Term, values: Mapping[Term, Term] | None = None) -> Term:
        """What a term of the step says of the state before it."""
        return listed(substitute(in_state(term, self.tag), self.values if values is None else values))

    def condition(self, guard: Record) -> Term:
        """The condition of one of its guards."""
        return self.meant(self.document.term(guard["condition"]))

    def then(self, term: Term) -> Term:
        """What a term without the step's variables says of the state after it."""
        if term.operator is Operator.APPLY:
            assert term.symbol is not None
            return self._then(term.symbol, [self.then(argument) for argument in term.arguments])
        return rewrite(term, lambda node: self.then(node) if node.operator is Operator.APPLY else None)

    def _then(self, symbol: Symbol, places: list[Term]) -> Term:
        for position, place in enumerate(places):
            if place.operator is Operator.IF:
                test, then, otherwise = place.arguments
                before, behind = places[:position], places[position + 1 :]
                return build.conditional(
                    test,
                    self._then(symbol, [*before, then, *behind]),
                    self._then(symbol, [*before, otherwise, *behind]),
                )
        result = build.apply(symbol, places, self.tag)
        for update in self.step["updates"]:
            if update["symbol"] == symbol.name:
                result = self._overwritten(update, places, result)
        return result

    def _overwritten(self, update: Record, places: list[Term], old: Term) -> Term:
        at = [self.document.term(number) for number in update["at"]]
        bound = self.document.variables(update["bound"])
        values = dict(self.values)
        for variable in bound:
            if variable in at:
                values[variable] = places[at.index(variable)]
        hits = [build.equal(place, self.meant(index, values)) for index, place in zip(at, places, strict=True)]
        hits.append(self.meant(self.document.term(update["condition"]), values))
        new = self.meant(self.document.term(update["value"]), values)
        return build.conditional(build.conjunction(*hits), new, old)


def closed(variables: Sequence[Term], body: Term) -> Term:
    """The statement for all values of the variables."""
    return listed(build.forall(variables, body))


__all__ = ["FALSE", "TRUE", "Document", "Happening", "Record", "alike", "closed", "listed"]
