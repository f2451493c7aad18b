"""Terms: immutable, hash-consed, each with the place where it was written.

Two terms are equal (`==`) when they are built alike, whatever their spans; `bare` is the one representative without
spans. Only this file makes terms; `septum.logic.build` has the constructors that simplify.
"""

from enum import StrEnum
from typing import Final

from septum.diagnostics.span import Span
from septum.logic.sorts import BOOLEAN, Sort
from septum.logic.symbols import Symbol


class Operator(StrEnum):
    """What a term is made with."""

    TRUE = "true"
    FALSE = "false"
    VARIABLE = "variable"
    MEMBER = "member"
    APPLY = "apply"
    EQUAL = "equal"
    NOT = "not"
    AND = "and"
    OR = "or"
    IMPLIES = "implies"
    IF = "if"
    FORALL = "forall"
    EXISTS = "exists"
    CONTAINS = "contains"
    SET = "set"


class Term:
    """A node of a term.

    `name`: of a variable or a member of an enumeration. `symbol` and `state`: of an application; the state is a tag
    (`""` the current one; rigid symbols always `""`). `bound`: the variables of a quantifier. `free`: the free
    variables, bare. `size`: how many nodes its tree has.
    """

    __slots__ = ("arguments", "bare", "bound", "free", "name", "operator", "size", "sort", "span", "state", "symbol")

    operator: Operator
    sort: Sort
    arguments: "tuple[Term, ...]"
    name: str
    symbol: Symbol | None
    state: str
    bound: "tuple[Term, ...]"
    span: Span | None
    bare: "Term"
    free: "frozenset[Term]"
    size: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Term) and self.bare is other.bare

    def __ne__(self, other: object) -> bool:
        return not (isinstance(other, Term) and self.bare is other.bare)

    def __hash__(self) -> int:
        return id(self.bare)

    def __repr__(self) -> str:
        from septum.logic.show import show

        return show(self)

    def __reduce__(self) -> tuple[object, ...]:
        return (
            make,
            (self.operator, self.sort, self.arguments, self.name, self.symbol, self.state, self.bound, self.span),
        )

    def at(self, span: Span | None) -> "Term":
        """The same term, written at `span`."""
        if span is self.span:
            return self
        return make(self.operator, self.sort, self.arguments, self.name, self.symbol, self.state, self.bound, span)

    def rebuild(self, arguments: "tuple[Term, ...]") -> "Term":
        """The same node over other arguments."""
        if all(new is old for new, old in zip(arguments, self.arguments, strict=True)):
            return self
        return make(self.operator, self.sort, arguments, self.name, self.symbol, self.state, self.bound, self.span)


_Key = tuple[object, ...]
# The one table that makes equal terms the same object. It only ever grows, and no result depends on its order.
_TERMS: Final[dict[_Key, Term]] = {}
_NONE: Final[frozenset[Term]] = frozenset()


def make(
    operator: Operator,
    sort: Sort,
    arguments: tuple[Term, ...] = (),
    name: str = "",
    symbol: Symbol | None = None,
    state: str = "",
    bound: tuple[Term, ...] = (),
    span: Span | None = None,
) -> Term:
    """The term with these parts. Nothing is simplified or checked: see `septum.logic.build`."""
    key: _Key = (
        operator, sort, tuple(map(id, arguments)), name, symbol, state, tuple(map(id, bound)), span,
    )  # fmt: skip
    found = _TERMS.get(key)
    if found is not None:
        return found
    term = Term.__new__(Term)
    term.operator = operator
    term.sort = sort
    term.arguments = arguments
    term.name = name
    term.symbol = symbol
    term.state = state
    term.bound = bound
    term.span = span
    if span is None and all(argument.bare is argument for argument in arguments + bound):
        term.bare = term
        term.size = 1 + sum(argument.size for argument in arguments)
        if operator is Operator.VARIABLE:
            term.free = frozenset((term,))
        elif not arguments:
            term.free = _NONE
        else:
            free = arguments[0].free
            for argument in arguments[1:]:
                if not argument.free <= free:
                    free = free | argument.free
            term.free = free.difference(bound) if bound else free
    else:
        term.bare = make(
            operator, sort, tuple(a.bare for a in arguments), name, symbol, state, tuple(b.bare for b in bound)
        )
        term.size = term.bare.size
        term.free = term.bare.free
    _TERMS[key] = term
    return term


TRUE: Final = make(Operator.TRUE, BOOLEAN)
FALSE: Final = make(Operator.FALSE, BOOLEAN)
