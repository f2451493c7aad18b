"""What a method of a concern can refer to: concerns, their symbols and methods, and its own names."""

import ast
from collections.abc import Mapping

from attrs import define, evolve, field, frozen

from septum.diagnostics import Span
from septum.logic.sorts import Sort
from septum.logic.terms import Term
from septum.spec.declarations import Declared
from septum.spec.model import StateSymbol


@define(eq=False)
class ConcernTable:
    """The fields and methods of a concern."""

    declared: Declared
    symbols: dict[str, StateSymbol] = field(factory=dict[str, StateSymbol])
    includes: dict[str, str] = field(factory=dict[str, str])
    methods: dict[str, ast.FunctionDef] = field(factory=dict[str, ast.FunctionDef])

    def place(self, name: str) -> Span | None:
        """Where a member is declared; None where there is none, or where it is another concern."""
        if name in self.symbols:
            return self.symbols[name].span
        if name in self.methods:
            return self.declared.source.spans.of(self.methods[name])
        return self.declared.span if name in self.includes else None

    def members(self) -> list[str]:
        """Every name behind `self.`."""
        return [*self.symbols, *self.includes, *self.methods]


@frozen(eq=False)
class Method:
    """A method reached by a path."""

    concern: ConcernTable
    node: ast.FunctionDef


@frozen(eq=False)
class Scope:
    """The names that an expression can use, and the concern in which it stands.

    `definitions`: the definitions being inlined, outermost first.
    """

    concern: ConcernTable
    values: Mapping[str, Term]
    taken: frozenset[str] = frozenset()
    definitions: tuple[ast.FunctionDef, ...] = ()

    def bind(self, names: Mapping[str, Term]) -> "Scope":
        """The scope with more names."""
        taken = self.taken | {v.name for term in names.values() for v in term.free}
        return evolve(self, values={**self.values, **names}, taken=taken)

    def fresh(self, name: str) -> str:
        """`name`, or a name near it that no variable in sight has."""
        candidate, count = name, 0
        while candidate in self.taken:
            count += 1
            candidate = f"{name}'{count}"
        return candidate


def decorator_names(node: ast.FunctionDef) -> list[str]:
    """The names of a method's decorators."""
    found: list[str] = []
    for decorator in node.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        found.append(target.id if isinstance(target, ast.Name) else "?")
    return found


DECORATORS = (
    "capability", "step", "joins", "sees", "initially", "invariant", "always", "axiom", "witness", "example",
    "workload",
)  # fmt: skip
"""What a method of a concern can be, besides a definition."""

UNKNOWN = Sort("?")
"""The sort of an expression in which a mistake was found already."""
