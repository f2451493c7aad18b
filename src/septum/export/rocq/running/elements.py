"""The elements of a finite instance in Rocq: inductive types, and values by name as terms."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from attrs import define, field

from septum.export.rocq.expressions import Printer
from septum.export.rocq.layout import ITEM, PART
from septum.export.rocq.names import Names
from septum.export.rocq.running.run import Entries, Value
from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Term
from septum.spec.model import Model


@define(eq=False)
class Elements:
    """The elements of every uninterpreted sort, by the sort's name, under names that nothing else has."""

    model: Model
    names: Names
    members: Mapping[str, Sequence[str]]
    scope: dict[Term, str] = field(init=False)
    """How elements are called, as variables of their own names."""
    types: dict[Sort, str] = field(init=False)
    """The inductive type of each uninterpreted sort."""

    def __attrs_post_init__(self) -> None:
        sorts = [sort for sort in self.names.sorts if sort.is_uninterpreted]
        every = [build.variable(name, sort) for sort in sorts for name in self.members[sort.name]]
        kinds = {sort: build.variable(f"Some_{sort.name}", sort) for sort in sorts}
        scope = self.names.bind([*kinds.values(), *every], {})
        self.types = {sort: scope[kind.bare] for sort, kind in kinds.items()}
        self.scope = {element.bare: scope[element.bare] for element in every}

    def term(self, sort: Sort, value: Value) -> Term:
        """A value, in a term whose free variables are elements."""
        if isinstance(value, bool):
            return TRUE if value else FALSE
        if isinstance(value, str):
            return build.member(sort, value) if sort.is_enumeration else build.variable(value, sort)
        assert sort.element is not None
        return build.set_literal(sort, [build.member(sort.element, m) for m in sort.element.members if m in value])

    def text(self, sort: Sort, value: Value) -> str:
        """A value, where it is an argument."""
        return Printer(self.names).argument(self.term(sort, value), self.scope)

    def values(self, sort: Sort) -> list[Value]:
        """All values of a sort, the first of which is what is not said."""
        if sort.is_boolean:
            return [False, True]
        if sort.element is not None:
            members = sort.element.members
            flags = product((False, True), repeat=len(members))
            return [frozenset(m for m, f in zip(members, reversed(chosen), strict=True) if f) for chosen in flags]
        return list(sort.members if sort.is_enumeration else self.members[sort.name])

    def function(self, symbol: Symbol, entries: Entries) -> str:
        """What a symbol is: at the arguments listed, and the first value elsewhere."""
        first = self.values(symbol.codomain)[0]
        otherwise = self.text(symbol.codomain, first)
        if not symbol.domain:
            return self.text(symbol.codomain, entries.get((), first))
        listed = {arguments: value for arguments, value in entries.items() if value != first}
        if not listed:
            return f"fun {' '.join('_' for _ in symbol.domain)} => {otherwise}"
        places = [f"x{number}" for number in range(1, len(symbol.domain) + 1)]
        cases = [
            f"{', '.join(self.text(s, a) for s, a in zip(symbol.domain, arguments, strict=True))} =>"
            f" {self.text(symbol.codomain, value)}"
            for arguments, value in listed.items()
        ]
        if len(listed) < len(list(product(*map(self.values, symbol.domain)))):
            cases.append(f"{', '.join('_' for _ in places)} => {otherwise}")
        return f"fun {' '.join(places)} => match {', '.join(places)} with{ITEM}{f'{ITEM}| '.join(cases)} end"

    def finite(self, sort: Sort) -> str:
        """All values of a sort in a list, and the place of each, for the theory of finite types."""
        texts = [self.text(sort, value) for value in self.values(sort)]
        cases = f"{ITEM}| ".join(f"{text.strip('()')} => {place}" for place, text in enumerate(texts))
        listed = f";{ITEM}".join(text.strip("()") for text in texts)
        pattern = f"[{' '.join('[]' for _ in sort.element.members)}]" if sort.element is not None else "[]"
        return f"finite [{listed}]{PART}(fun x => match x with {cases} end){PART}ltac:(intros {pattern}; reflexivity)"


def inductive_types(elements: Elements) -> Iterator[str]:
    """The types, and that each is finite."""
    for sort, kind in elements.types.items():
        texts = [elements.text(sort, value) for value in elements.values(sort)]
        yield f"Inductive {kind} :={ITEM}{f'{ITEM}| '.join(texts)}."
        yield f"#[local] Instance {kind}_is_finite : Finite {kind} :={ITEM}{elements.finite(sort)}."
