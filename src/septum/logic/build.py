"""Constructors that simplify: what they return is equivalent to what they were asked for, and never larger.

Use them to compute terms. The specification language makes terms as they were written (`septum.logic.terms.make`),
so that they print as they were written.
"""

from collections.abc import Iterable, Sequence

from septum.diagnostics.span import Span
from septum.logic.sorts import BOOLEAN, Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Operator, Term, make


def variable(name: str, sort: Sort, span: Span | None = None) -> Term:
    """A variable."""
    return make(Operator.VARIABLE, sort, name=name, span=span)


def member(sort: Sort, name: str, span: Span | None = None) -> Term:
    """A value of an enumeration."""
    return make(Operator.MEMBER, sort, name=name, span=span)


def apply(symbol: Symbol, arguments: Sequence[Term], state: str = "", span: Span | None = None) -> Term:
    """An application, in the state of that tag; rigid symbols have no state."""
    return make(
        Operator.APPLY, symbol.codomain, tuple(arguments), symbol=symbol, state="" if symbol.rigid else state, span=span
    )


def equal(left: Term, right: Term) -> Term:
    """`left == right`; for truth values, if and only if."""
    if left == right:
        return TRUE
    if left.sort.is_boolean:
        return _both_or_neither(left, right)
    if left.operator is Operator.MEMBER and right.operator is Operator.MEMBER:
        return FALSE
    if left.operator is Operator.IF:
        condition, first, second = left.arguments
        return conditional(condition, equal(first, right), equal(second, right))
    if right.operator is Operator.IF:
        condition, first, second = right.arguments
        return conditional(condition, equal(left, first), equal(left, second))
    return make(Operator.EQUAL, BOOLEAN, (left, right))


def _both_or_neither(left: Term, right: Term) -> Term:
    for one, other in ((left, right), (right, left)):
        if one == TRUE:
            return other
        if one == FALSE:
            return negate(other)
    if left == negate(right):
        return FALSE
    return make(Operator.EQUAL, BOOLEAN, (left, right))


def negate(term: Term) -> Term:
    """`not term`."""
    if term == TRUE:
        return FALSE
    if term == FALSE:
        return TRUE
    if term.operator is Operator.NOT:
        return term.arguments[0]
    return make(Operator.NOT, BOOLEAN, (term,))


def conjunction(*terms: Term) -> Term:
    """All of them; true where there is none."""
    return _join(Operator.AND, terms, TRUE, FALSE)


def disjunction(*terms: Term) -> Term:
    """One of them at least; false where there is none."""
    return _join(Operator.OR, terms, FALSE, TRUE)


def _join(operator: Operator, terms: Iterable[Term], neutral: Term, absorbing: Term) -> Term:
    kept: dict[Term, None] = {}
    for term in _flat(operator, terms):
        if term == absorbing:
            return absorbing
        if term != neutral:
            kept[term] = None
    for term in kept:
        if term.operator is Operator.NOT and term.arguments[0] in kept:
            return absorbing
    if not kept:
        return neutral
    if len(kept) == 1:
        return next(iter(kept))
    return make(operator, BOOLEAN, tuple(kept))


def _flat(operator: Operator, terms: Iterable[Term]) -> Iterable[Term]:
    for term in terms:
        if term.operator is operator:
            yield from term.arguments
        else:
            yield term


def implies(premise: Term, conclusion: Term) -> Term:
    """If `premise`, then `conclusion`."""
    if premise == TRUE:
        return conclusion
    if premise in (FALSE, conclusion) or conclusion == TRUE:
        return TRUE
    if conclusion == FALSE:
        return negate(premise)
    return make(Operator.IMPLIES, BOOLEAN, (premise, conclusion))


def conditional(condition: Term, first: Term, second: Term) -> Term:
    """`first if condition else second`."""
    if condition == TRUE or first == second:
        return first
    if condition == FALSE:
        return second
    if not first.sort.is_boolean:
        return make(Operator.IF, first.sort, (condition, first, second))
    if first == TRUE:
        return disjunction(condition, second)
    if first == FALSE:
        return conjunction(negate(condition), second)
    if second == TRUE:
        return disjunction(negate(condition), first)
    if second == FALSE:
        return conjunction(condition, first)
    return make(Operator.IF, BOOLEAN, (condition, first, second))


def forall(variables: Sequence[Term], body: Term) -> Term:
    """For all values of the variables. Variables that the body does not mention are left out: sorts are not empty."""
    return _quantify(Operator.FORALL, variables, body)


def exists(variables: Sequence[Term], body: Term) -> Term:
    """For some values of the variables."""
    return _quantify(Operator.EXISTS, variables, body)


def _quantify(operator: Operator, variables: Sequence[Term], body: Term) -> Term:
    used = tuple(v for v in variables if v.bare in body.free)
    if not used:
        return body
    return make(operator, BOOLEAN, (body,), bound=used)


def set_literal(sort: Sort, elements: Sequence[Term], span: Span | None = None) -> Term:
    """The set of these elements; `sort` is a set sort."""
    return make(Operator.SET, sort, tuple(elements), span=span)


def contains(collection: Term, element: Term) -> Term:
    """Is `element` in the set?"""
    if collection.operator is Operator.SET:
        return disjunction(*(equal(element, listed) for listed in collection.arguments))
    return make(Operator.CONTAINS, BOOLEAN, (collection, element))
